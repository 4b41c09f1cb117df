// Links that take no payment say so, with the right status, and tell how to reach the merchant.
import { expect, test } from '../../fixtures/test.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Dead } from '../../pages/dead.ts';

test('a disabled link, opened and paid too late', async ({ page, api, words }) => {
  const link = await api.createLink();
  const [checkout, dead] = [new Checkout(page, words), new Dead(page, 'disabled')];
  await checkout.open(link);
  await api.disable(link.id);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await checkout.send();
  await dead.expectAnswer(await answer, 403);
  expect(await api.usages(link)).toEqual([]);

  await dead.expectAnswer(await page.goto(link.url), 403);
  await dead.expectContacts();
  await expect(page.locator('html')).toHaveAttribute('dir', words.dir);
});

test('an expired link', async ({ page, api }) => {
  const link = await api.createLink({ expires_at: new Date(Date.now() + 1_500).toISOString() });
  await expect.poll(async () => (await api.link(link.id)).status).toBe('EXPIRED');
  const dead = new Dead(page, 'expired');
  await dead.expectAnswer(await page.goto(link.url), 410);
  await dead.expectContacts();
});

test('a link that was paid as often as it may be', async ({ page, api, customer }) => {
  const link = await api.createLink({ max_usages: 1 });
  const result = await customer.pay(link);
  await expect.poll(async () => (await api.link(link.id)).status).toBe('USED');
  const dead = new Dead(page, 'used');
  await dead.expectAnswer(await page.goto(link.url), 410);
  await dead.expectContacts();
  await page.goto(result);
  await expect(page.locator('main[data-page=result]')).toBeVisible();
});

test('a deleted link; who paid it keeps the receipt', async ({ page, api, customer }) => {
  const link = await api.createLink();
  const result = await customer.pay(link);
  await api.delete(link.id);
  const dead = new Dead(page, 'deleted');
  await dead.expectAnswer(await page.goto(link.url), 410);
  await dead.expectContacts();
  await page.goto(result);
  await expect(page.locator('main[data-page=result]')).toHaveAttribute('data-usage-status', 'PAYMENT_CREATED');
});

test('an address without a link', async ({ page, api }) => {
  const dead = new Dead(page, 'unknown');
  await dead.expectAnswer(await page.goto(`${api.facts.url}/l/no-such-link`), 404);
  await dead.expectAnswer(await page.goto(`${api.facts.url}/u/no-such-usage`), 404);
});
