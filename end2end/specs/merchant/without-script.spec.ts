// A merchant whose browser runs no script: pages, links and plain forms do all of it.
import { expect, test } from '../../fixtures/test.ts';
import { LinkDetail } from '../../pages/link-detail.ts';
import { Links } from '../../pages/links.ts';

test('links are searched, narrowed and opened', async ({ visitor, session, api }) => {
  const page = await visitor({ storageState: session, locale: 'en-US', javaScriptEnabled: false });
  const word = `Plain${Date.now()}`;
  for (const amount of ['20.00', '10.00', '30.00', '25.00']) {
    await api.createLink({ name: `${word} ${amount}`, payment_details: { amount, currency: 'AED', reference: 'PLAIN' } });
  }
  const off = await api.createLink({ name: `${word} off` });
  await api.disable(off.id);
  const links = new Links(page);
  await page.goto('/payments/links');
  await links.search.fill(word);
  await links.search.press('Enter');
  await expect(page).toHaveURL(`/payments/links?q=${word}`);
  await expect(links.total).toHaveText('5 links');
  await links.status('Active').click();
  await expect(page).toHaveURL(new RegExp(`status=active&q=${word}`));
  await expect(links.rows).toHaveCount(4);
  await links.moreFilters.click();
  await page.getByLabel('Currency').selectOption('AED');
  await page.getByLabel('Amount from').fill('20');
  await page.getByLabel('Sort by').selectOption('amount');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(links.rows.locator('.row-name')).toHaveText([`${word} 30.00`, `${word} 25.00`, `${word} 20.00`]);
  await links.search.fill(`${word} 25`);
  await links.search.press('Enter');
  await expect(page).toHaveURL(/[?&]status=active&.*sort=amount|sort=amount.*status=active/);
  await expect(links.rows.locator('.row-name')).toHaveText([`${word} 25.00`]);
  await expect(page.getByLabel('Amount from')).toHaveValue('20');
  await page.goBack();
  await links.filters.getByRole('link', { name: 'Clear', exact: true }).click();
  await expect(links.rows).toHaveCount(4);
  await links.row(`${word} 10.00`).getByRole('link').click();
  await expect(new LinkDetail(page).name).toHaveText(`${word} 10.00`);
});

test('a link is disabled, enabled and deleted', async ({ visitor, session, api }) => {
  const page = await visitor({ storageState: session, locale: 'en-US', javaScriptEnabled: false });
  const link = await api.createLink({ name: `Plain moves ${Date.now()}` });
  const detail = new LinkDetail(page);
  await page.goto(`/payments/links/${link.id}`);
  await detail.confirm('Disable');
  await expect(detail.heading).toContainText('Disabled');
  expect((await api.link(link.id)).status).toBe('DISABLED');
  await detail.confirm('Enable');
  await expect(detail.heading).toContainText('Active');
  expect((await api.link(link.id)).status).toBe('ACTIVE');

  // The browser itself keeps another name from being sent.
  await page.getByRole('main').getByRole('button', { name: 'Delete', exact: true }).first().click();
  await detail.dialog.getByRole('textbox').fill('Another');
  await detail.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(detail.dialog).toBeVisible();
  await detail.dialog.getByRole('button', { name: 'Cancel' }).click();
  await detail.confirm('Delete');
  await expect(page).toHaveURL('/payments/links');
  await expect(api.link(link.id)).rejects.toThrow('404');
});
