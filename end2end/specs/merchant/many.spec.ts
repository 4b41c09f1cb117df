// Many links: narrowing by amount, day and order, the export, and disabling several at once.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../../fixtures/test.ts';
import { Links } from '../../pages/links.ts';

test('amounts and orders narrow the list, and the address keeps them', async ({ merchant, api }) => {
  const word = `Many${Date.now()}`;
  for (const amount of ['30.00', '10.00', '20.00']) {
    await api.createLink({ name: `${word} ${amount}`, payment_details: { amount, currency: 'AED', reference: 'MANY' } });
  }
  const links = new Links(merchant);
  await links.open(`?q=${word}`);
  await expect(links.total).toHaveText('3 links');
  await links.moreFilters.click();
  await merchant.getByLabel('Amount from').fill('20');
  await merchant.getByRole('button', { name: 'Apply' }).click();
  await expect(links.filters.getByText('Choose a currency')).toBeVisible();
  await merchant.getByLabel('Currency').selectOption('AED');
  await merchant.getByLabel('Sort by').selectOption('amount');
  await merchant.getByRole('button', { name: 'Apply' }).click();
  await expect(links.rows).toHaveCount(2);
  await expect(links.rows.first()).toContainText(`${word} 30.00`);
  await expect(merchant).toHaveURL(/currency=AED.*sort=amount/);
  await expect(links.search).toHaveValue(word);
  await links.filters.getByRole('link', { name: 'Last 7 days' }).click();
  await expect(merchant).toHaveURL(/created_from=(-?\d+d|month)/);
  await expect(links.rows).toHaveCount(2);
  await links.filters.getByRole('link', { name: 'Next 7 days' }).click();
  await expect(links.rows).toHaveCount(0);
  await links.filters.getByRole('link', { name: 'Clear', exact: true }).click();
  await expect(links.rows).toHaveCount(3);
});

test('the export holds what the filters show', async ({ merchant, api }) => {
  const word = `Export${Date.now()}`;
  const link = await api.createLink({ name: `=1+1 ${word}` });
  await api.createLink({ name: 'another' });
  const links = new Links(merchant);
  await links.open(`?q=${word}`);
  const download = merchant.waitForEvent('download');
  await merchant.getByRole('link', { name: 'Export CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('id,name,title,reference,status,amount,currency');
  expect(lines[1]).toContain(link.id);
  // A spreadsheet would take it for a formula.
  expect(lines[1]).toContain(`,'=1+1 ${word},`);
});

test('chosen links are disabled together, after a question', async ({ merchant, api }) => {
  const word = `Chosen${Date.now()}`;
  for (const n of [1, 2, 3]) await api.createLink({ name: `${word} ${n}` });
  const links = new Links(merchant);
  await links.open(`?q=${word}`);
  const disable = merchant.getByRole('button', { name: 'Disable chosen' });
  await expect(disable.first()).toBeHidden();
  await links.choose(`${word} 1`);
  await links.choose(`${word} 3`);
  await disable.first().click();
  const question = merchant.getByRole('dialog');
  await expect(question).toContainText('Disable the chosen links?');
  await expect(question).toContainText('Customers who are at their bank now may still finish.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  await disable.first().click();
  await question.getByRole('button', { name: 'Disable chosen' }).click();
  await expect(links.row(`${word} 1`)).toContainText('Disabled');
  await expect(links.row(`${word} 2`)).toContainText('Active');
  await expect(links.row(`${word} 3`)).toContainText('Disabled');
  await expect(merchant).toHaveURL(new RegExp(`q=${word}`));
});

test('filters are kept under a name, found again and forgotten', async ({ merchant, api }) => {
  await api.createLink();
  const links = new Links(merchant);
  await links.goto('/payments/links?status=active&sort=amount');
  const name = `Active, largest ${Date.now()}`;
  await merchant.getByText('Save view').first().click();
  await merchant.getByLabel('Name of the view').fill(name);
  await merchant.getByRole('button', { name: 'Save view' }).click();
  const chip = merchant.getByRole('link', { name });
  await expect(chip).toHaveAttribute('aria-current', 'true');
  await links.open();
  await chip.click();
  await expect(merchant).toHaveURL('/payments/links?status=active&sort=amount');
  await merchant.getByRole('button', { name: `Remove “${name}”` }).click();
  await expect(merchant).toHaveURL('/payments/links');
  await expect(chip).toHaveCount(0);
});
