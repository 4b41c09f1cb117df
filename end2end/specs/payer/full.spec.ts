// All places are being paid for: who comes now waits and is let in as soon as one is free.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Dead } from '../../pages/dead.ts';
import { Result } from '../../pages/result.ts';

test('a place becomes free and the waiting customer is let in', async ({ page, api, words, visitor }) => {
  const link = await api.createLink({ max_usages: 1 });
  const first = await visitor();
  await new Checkout(first, words).open(link);
  await new Checkout(first, words).send();
  await new Bank(first).expectOpen();

  const [full, checkout] = [new Dead(page, 'full'), new Checkout(page, words)];
  await full.expectAnswer(await page.goto(link.url), 200);
  expect(await api.link(link.id)).toMatchObject({ status: 'ACTIVE', completed_usages: 0, reserved_usages: 1 });

  await new Bank(first).decline.click();
  await new Result(first).expect('FAILED');
  await expect(checkout.main).toBeVisible({ timeout: 20_000 });
  await checkout.send();
  await new Bank(page).pay('current');
  await new Result(page).expect('PAYMENT_CREATED');
});

test('the last place is taken while a customer fills the form', async ({ page, api, words, customer }) => {
  const link = await api.createLink({ max_usages: 1 });
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  await customer.start(link);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await checkout.pay.click();
  await new Dead(page, 'full').expectAnswer(await answer, 409);
  expect(await api.link(link.id)).toMatchObject({ reserved_usages: 1 });
  expect(await api.usages(link)).toHaveLength(1);
});

test('who pressed Pay on a full link goes on with what they typed', async ({ page, api, words, customer, javaScriptEnabled }) => {
  const link = await api.createLink({ max_usages: 1 });
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  const bank = await customer.start(link);
  await checkout.pay.click();
  const full = new Dead(page, 'full');
  await full.expectShown();
  await customer.answer(bank, 'decline');
  if (javaScriptEnabled === false) await full.main.getByRole('button').click();
  await new Bank(page).pay('current');
  await new Result(page).expect('PAYMENT_CREATED');
  expect(await api.usages(link)).toHaveLength(2);
});

test('the place is paid for: the waiting customer learns that too', async ({ page, api, customer }) => {
  const link = await api.createLink({ max_usages: 1 });
  const bank = await customer.start(link);
  await new Dead(page, 'full').expectAnswer(await page.goto(link.url), 200);
  await customer.answer(bank, 'approve');
  await expect(new Dead(page, 'used').main).toBeVisible({ timeout: 20_000 });
});
