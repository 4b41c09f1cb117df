// The main job: a customer pays a link at their bank and sees that it is paid.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

test('a customer pays a link', async ({ page, api, words }) => {
  const link = await api.createLink({ title: 'Ceramics workshop' });
  const [checkout, bank, result] = [new Checkout(page, words), new Bank(page), new Result(page)];
  const html = page.locator('html');

  const response = await checkout.open(link);
  expect(response.status()).toBe(200);
  await expect(html).toHaveAttribute('dir', words.dir);
  await expect(html).toHaveAttribute('lang', words.lang);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ceramics workshop');
  await expect(checkout.phone).toHaveAttribute('dir', 'ltr');
  await checkout.send();

  await bank.expectOpen();
  await expect(html).toHaveAttribute('dir', words.dir);
  await expect(bank.approve).toContainText('150.00');
  await bank.pay('current');

  await result.expect('PAYMENT_CREATED', 'SETTLED');
  await expect(html).toHaveAttribute('dir', words.dir);
  await expect(result.main).toContainText('INV-1042');
  await expect(result.main).toContainText(words.closePage);

  const usage = await api.onlyUsage(link);
  expect(usage).toMatchObject({ status: 'PAYMENT_CREATED', payment_status: 'SETTLED', page_url: page.url() });
  expect(usage.identifiers[0]).toMatchObject({ key: 'phone', value: '+971501234567' });
  expect(await api.onlyPayment(link)).toMatchObject({ id: usage.payment_id, status: 'SETTLED' });
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 1, reserved_usages: 0 });
});

test('opening a page makes no usage', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  expect(await api.usages(link)).toEqual([]);
});

test('every bank is offered and the one of last time is chosen', async ({ page, api, words }) => {
  const [first, second] = [await api.createLink(), await api.createLink()];
  const [checkout, bank] = [new Checkout(page, words), new Bank(page)];
  await checkout.open(first);
  await expect(checkout.form.getByRole('radio')).toHaveCount(3);
  await expect(checkout.form.getByRole('radio', { checked: true })).toHaveCount(0);
  await checkout.send({ bank: 'dune' });
  await bank.expectOpen();
  await expect(page.locator('html')).toHaveAttribute('data-brand', 'dune');

  await checkout.open(second);
  await expect(checkout.bank('dune')).toBeChecked();
  await expect(checkout.form.getByRole('radio').first()).toHaveValue('dune');
});

test('the result page leads back to the merchant', async ({ page, api, customer }) => {
  const link = await api.createLink({ redirect_url: 'http://localhost:3000/thanks' });
  await page.goto(await customer.pay(link));
  const result = new Result(page);
  await result.expect('PAYMENT_CREATED');
  const back = result.main.locator('a[href^="http://localhost:3000/thanks?"]');
  const query = new URL((await back.getAttribute('href'))!).searchParams;
  const usage = await api.onlyUsage(link);
  expect(query.get('usage_id')).toBe(usage.id);
  expect(query.get('payment_id')).toBe(usage.payment_id);
  expect(query.get('status')).toBe('PAYMENT_CREATED');
  expect(query.get('signature')).toBeTruthy();
});

test('a page reached a second time by its address tells the same', async ({ page, api, visitor, customer }) => {
  const link = await api.createLink();
  const address = await customer.pay(link);
  await page.goto(address);
  await new Result(page).expect('PAYMENT_CREATED', 'SETTLED');
  const other = await visitor();
  await other.goto(address);
  await new Result(other).expect('PAYMENT_CREATED', 'SETTLED');
});
