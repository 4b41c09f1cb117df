// The bank cannot be reached when Pay is pressed.
import { Api } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { Bank } from '../pages/bank.ts';
import { Checkout } from '../pages/checkout.ts';
import { Result } from '../pages/result.ts';

test('the form is kept, nothing is held, and the customer can pay after all', async ({ page, ownServer, words }) => {
  const api = new Api(ownServer.facts);
  const link = await api.createLink({ max_usages: 1 });
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill({ phone: '+971 50 765 4321', email: 'lina@example.com', bank: 'harbour' });

  await api.breakBank('par');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await checkout.pay.click();
  expect((await answer).status()).toBe(502);
  await expect(checkout.form.getByRole('alert').first()).toBeFocused();
  await expect(checkout.phone).toHaveValue('+971 50 765 4321');
  await expect(checkout.email).toHaveValue('lina@example.com');
  await expect(checkout.bank('harbour')).toBeChecked();
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 0, reserved_usages: 0 });

  await checkout.choose('dune');
  await checkout.pay.click();
  await new Bank(page).pay('current');
  await new Result(page).expect('PAYMENT_CREATED');
  expect((await api.usages(link)).map((usage) => usage.status)).toEqual(['PAYMENT_CREATED', 'FAILED']);
});
