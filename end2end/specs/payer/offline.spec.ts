// A phone that loses its connection: the page says so, and what was entered is neither sent nor lost.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'without script the browser says it');

test('Pay without a connection keeps the form until there is one', async ({ page, context, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.fill();
  const bar = page.locator('[data-offline]');
  await expect(bar).toBeEmpty();
  await context.setOffline(true);
  await expect(bar).toHaveText((await bar.getAttribute('data-offline'))!);
  await expect(bar).toBeInViewport({ ratio: 1 });
  await checkout.pay.click();
  await expect(checkout.pay).toBeEnabled();
  await expect(checkout.phone).toHaveValue('+971 50 123 4567');
  expect((await api.link(link.id)).reserved_usages).toBe(0);
  await context.setOffline(false);
  await expect(bar).toBeEmpty();
  await checkout.pay.click();
  await new Bank(page).expectOpen();
});
