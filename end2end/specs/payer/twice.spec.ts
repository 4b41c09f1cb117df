// Impatience: the same attempt sent more than once is one usage.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

test('a double tap on Pay makes one usage', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  await checkout.pay.dblclick();
  await new Bank(page).expectOpen();
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'STARTED' });
  expect(await api.link(link.id)).toMatchObject({ reserved_usages: 1 });
});

test('a double tap at the bank makes one payment', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.send();
  await new Bank(page).approve.dblclick();
  await new Result(page).expect('PAYMENT_CREATED', 'SETTLED');
  expect(await api.onlyPayment(link)).toMatchObject({ status: 'SETTLED' });
});

test('the form sent again after the payment leads to its result', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  const request = page.waitForRequest((request) => request.method() === 'POST');
  await checkout.pay.click();
  const body = (await request).postData()!;
  await new Bank(page).pay('current');
  await new Result(page).expect('PAYMENT_CREATED');

  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answers = [1, 2, 3, 4].map(() => fetch(link.url, { method: 'POST', body, headers, redirect: 'manual' }));
  for (const answer of await Promise.all(answers)) {
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get('location')!, link.url).pathname).toBe(new URL(page.url()).pathname);
  }
  await api.onlyUsage(link);
  await api.onlyPayment(link);
});
