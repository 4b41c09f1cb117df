// What banks may do with a payment. Whatever it is, the customer learns the truth without asking, and
// there is one payment at most.
import { expect, test } from '../../fixtures/test.ts';
import type { Page } from '@playwright/test';
import type { Api, Link } from '../../fixtures/api.ts';
import type { Account } from '../../fixtures/customer.ts';
import type { Words } from '../../fixtures/words.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

/** A new link, paid from this account. */
async function pay({ page, api, words }: { page: Page; api: Api; words: Words }, account: Account): Promise<{ link: Link; result: Result }> {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.send();
  await new Bank(page).pay(account);
  return { link, result: new Result(page) };
}

test('who declines can try again', async ({ page, api, words }) => {
  const link = await api.createLink();
  const [checkout, bank, result] = [new Checkout(page, words), new Bank(page), new Result(page)];
  await checkout.open(link);
  await checkout.send();
  await bank.decline.click();
  await result.expect('FAILED', '');
  await expect(result.main).toContainText(words.declined);
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'FAILED', failure: { code: 'declined' }, payment_id: null });
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 0, reserved_usages: 0 });

  await result.main.getByRole('link', { name: words.tryAgain }).click();
  await checkout.send();
  await bank.pay('current');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
  expect((await api.usages(link)).map((usage) => usage.status)).toEqual(['PAYMENT_CREATED', 'FAILED']);
});

test('an account without enough money', async ({ page, api, words }) => {
  const { link, result } = await pay({ page, api, words }, 'empty');
  await result.expect('FAILED');
  await expect(result.main).toContainText(words.noMoney);
  await expect(result.main.getByRole('link', { name: words.tryAgain })).toBeVisible();
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'FAILED', failure: { code: 'insufficient_funds' } });
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 0, reserved_usages: 0 });
});

test('a slow bank: the page waits and then tells by itself', async ({ page, api, words }) => {
  const { link, result } = await pay({ page, api, words }, 'slow');
  await result.expect('STARTED');
  await expect(result.main.getByRole('link', { name: words.tryAgain })).toHaveCount(0);
  await result.expect('PAYMENT_CREATED');
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'PAYMENT_CREATED' });
  await expect.poll(async () => (await api.onlyPayment(link)).status, { timeout: 20_000 }).toBe('SETTLED');
});

test('a silent bank is waited for as long as it takes, also where no stream comes through', async ({ page, api, words, javaScriptEnabled, complaints }) => {
  complaints.expect(/net::ERR_FAILED/);
  await page.route('**/live', (route) => route.abort());
  const { link, result } = await pay({ page, api, words }, 'silent');
  await result.expect('STARTED', 'PENDING');
  // With JavaScript the page asks for news then, without it is loaded anew; both find nothing to tell.
  const asks = () => page.waitForResponse((response) => response.url().includes(javaScriptEnabled === false ? '/u/' : '/status'));
  for (const _ of [1, 2, 3]) await asks();
  await result.expect('STARTED', 'PENDING');
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'STARTED', failure: null });

  await api.advance(await api.onlyPayment(link), 'ACSC');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
});

test('a payment the bank holds is told apart from one that waits', async ({ page, api, words }) => {
  const { link, result } = await pay({ page, api, words }, 'held');
  await result.expect('STARTED', 'HELD');
  await api.advance(await api.onlyPayment(link), 'ACSC');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
});

test('a bank that makes the payment and loses its answer', async ({ page, api, words }) => {
  const { link, result } = await pay({ page, api, words }, 'flaky');
  await result.expect('PAYMENT_CREATED');
  await expect.poll(async () => (await api.onlyPayment(link)).status, { timeout: 20_000 }).toBe('SETTLED');
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'PAYMENT_CREATED' });
});

test('a payment rejected after it was accepted', async ({ page, api, words }) => {
  const { link, result } = await pay({ page, api, words }, 'late_reject');
  await result.expect('PAYMENT_CREATED');
  await expect.poll(async () => (await api.onlyPayment(link)).status, { timeout: 20_000 }).toBe('REJECTED');
  const usage = await api.onlyUsage(link);
  expect(usage.status).toBe('PAYMENT_CREATED');
  expect(usage.reversed_at).not.toBeNull();

  await page.reload();
  await result.expect('PAYMENT_CREATED', 'REJECTED');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.reversed);
  await result.main.getByRole('link', { name: words.receipt }).click();
  await expect(page.locator('main[data-page=receipt]')).toContainText(words.takenBack);
});
