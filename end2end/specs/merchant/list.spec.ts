// Finding links: what narrows the list lives in the address.
import { expect, test } from '../../fixtures/test.ts';
import { Links } from '../../pages/links.ts';

test('a link is found by what is typed, and the address keeps it', async ({ merchant, api }) => {
  const word = `Found${Date.now()}`;
  const link = await api.createLink({ name: `${word} by name`, reference: 'LIST-1' });
  await api.createLink({ name: `${word} as well`, reference: 'LIST-2' });
  const links = new Links(merchant);
  await links.open();
  await links.search.fill(word);
  await expect(merchant).toHaveURL(new RegExp(`q=${word}`));
  await expect(links.rows).toHaveCount(2);
  await links.search.fill(link.id);
  await expect(links.rows).toHaveCount(1);
  await links.search.fill(link.slug);
  await expect(merchant).toHaveURL(new RegExp(`q=${link.slug}`));
  await expect(links.rows).toHaveCount(1);
  await merchant.reload();
  await expect(links.search).toHaveValue(link.slug);
  await expect(links.rows).toHaveCount(1);
  await links.search.fill(`${word} by no name`);
  await expect(links.rows).toHaveCount(0);
  await merchant.getByRole('link', { name: 'Clear filters' }).click();
  await expect(merchant).toHaveURL('/payments/links');
  await expect(links.rows.first()).toBeVisible();
});

test('statuses narrow the list together with the search', async ({ merchant, api }) => {
  const word = `Status${Date.now()}`;
  const off = await api.createLink({ name: `${word} off` });
  await api.disable(off.id);
  await api.createLink({ name: `${word} on` });
  const links = new Links(merchant);
  await links.open(`?q=${word}`);
  await expect(links.rows).toHaveCount(2);
  await links.status('Disabled').click();
  await expect(merchant).toHaveURL(/status=disabled/);
  await expect(merchant).toHaveURL(new RegExp(`q=${word}`));
  await expect(links.rows).toHaveCount(1);
  await expect(links.row(`${word} off`)).toContainText('Disabled');
  await expect(links.status('Disabled')).toHaveAttribute('aria-current', 'true');
  await links.status('Used').click();
  await expect(links.rows).toHaveCount(0);
  await merchant.goBack();
  await expect(links.rows).toHaveCount(1);
});

test('a row leads to its link', async ({ merchant, api }) => {
  const name = `Row${Date.now()}`;
  const link = await api.createLink({ name });
  const links = new Links(merchant);
  await links.open(`?q=${name}`);
  await links.row(name).getByRole('link').click();
  await expect(merchant).toHaveURL(`/payments/links/${link.id}`);
  await expect(links.heading).toContainText(name);
});

test('what is searched before the page is live is found', async ({ merchant, api }) => {
  const word = `Early${Date.now()}`;
  await api.createLink({ name: word });
  await api.createLink({ name: 'another' });
  const links = new Links(merchant);
  const live = await links.gotoEarly('/payments/links');
  await links.search.fill(word);
  await live();
  await expect(links.rows).toHaveCount(1);
  await expect(links.search).toHaveValue(word);
  await expect(merchant).toHaveURL(new RegExp(`q=${word}`));
});

test('a list that failed for a moment is asked for again', async ({ merchant, api, complaints }) => {
  complaints.expect(/status of 500 .*\/actions\/links/);
  await api.createLink({ name: 'After a fault' });
  const links = new Links(merchant);
  await links.goto('/customers');
  const fault = { status: 500, contentType: 'application/json', body: '{"code":"internal","message":"a fault","errors":[]}' };
  await merchant.route('**/actions/links*', (route) => route.fulfill(fault));
  await merchant.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Links' }).click();
  await expect(merchant.getByRole('alert').getByRole('heading')).toHaveText('Something went wrong on our side');
  await expect(merchant).toHaveURL('/payments/links');
  // The page itself comes from the server.
  await merchant.getByRole('alert').getByRole('link', { name: 'Try again' }).click();
  await expect(links.rows.first()).toBeVisible();
});
