// Paying once more: after a failure nobody types twice, after a payment nobody pays twice by mistake.
import { Api } from '../../fixtures/api.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

test('try again keeps every field', async ({ page, api, words }) => {
  const link = await api.createLink({ identifiers: [{ type: 'EMAIL' }, { type: 'TEXT', key: 'company', display_label: 'Company', limit: 200 }] });
  const [checkout, bank, result] = [new Checkout(page, words), new Bank(page), new Result(page)];
  await checkout.open(link);
  await checkout.field('company').fill('Palm & Stone "Studio"\nDubai');
  await checkout.send({ phone: '00971 50 123 4567', email: 'lina@example.com', bank: 'harbour' });
  await bank.pay('empty');
  await result.expect('FAILED');

  await result.main.getByRole('link', { name: words.tryAgain }).click();
  await expect(checkout.phone).toHaveValue('00971 50 123 4567');
  await expect(checkout.email).toHaveValue('lina@example.com');
  await expect(checkout.field('company')).toHaveValue('Palm & Stone "Studio"\nDubai');
  await expect(checkout.bank('harbour')).toBeChecked();
  await checkout.pay.click();
  await bank.pay('current');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
  expect((await api.usages(link)).map((usage) => usage.status)).toEqual(['PAYMENT_CREATED', 'FAILED']);
});

test('try again after time ran out', async ({ page, words, hasty }) => {
  const api = new Api((await hasty()).facts);
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.send({ phone: '+971 50 765 4321' });
  await new Bank(page).expectOpen();
  await expect.poll(async () => (await api.onlyUsage(link)).status).toBe('EXPIRED');
  await page.goto((await api.onlyUsage(link)).page_url);
  await new Result(page).main.getByRole('link', { name: words.tryAgain }).click();
  await expect(checkout.phone).toHaveValue('+971 50 765 4321');
});

test('a number that has paid is asked before it pays again', async ({ page, api, words }) => {
  const link = await api.createLink();
  const [checkout, bank, result] = [new Checkout(page, words), new Bank(page), new Result(page)];
  const pay = async () => {
    await bank.pay('current');
    await result.expect('PAYMENT_CREATED', 'SETTLED');
  };
  await checkout.open(link);
  await checkout.send();
  await pay();

  await checkout.open(link);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await checkout.send({ phone: '00971501234567' });
  expect((await answer).status()).toBe(409);
  const notice = checkout.form.getByRole('alert').filter({ hasText: words.paidBefore });
  await expect(notice).toBeVisible();
  await expect(notice).toBeFocused();
  await expect(checkout.phone).toHaveValue('00971501234567');
  await api.onlyUsage(link);

  // Enter in a field is no confirmation: it asks again.
  const asked = page.waitForResponse((response) => response.request().method() === 'POST');
  await checkout.phone.press('Enter');
  expect((await asked).status()).toBe(409);
  await expect(notice).toBeVisible();

  await checkout.form.getByRole('button', { name: words.payAgain }).click();
  await pay();
  expect(await api.usages(link)).toHaveLength(2);
});

test('another number is not asked', async ({ page, api, words, customer }) => {
  const link = await api.createLink();
  const paid = await customer.pay(link);
  await page.goto(paid);
  await new Result(page).expect('PAYMENT_CREATED', 'SETTLED');
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.send();
  await new Bank(page).expectOpen();
});
