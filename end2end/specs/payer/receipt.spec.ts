// A receipt to print or to save, at an address that stays.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

test('who paid has a receipt', async ({ page, api, words, javaScriptEnabled }) => {
  const link = await api.createLink({ title: 'Ceramics workshop' });
  const [checkout, result] = [new Checkout(page, words), new Result(page)];
  await checkout.open(link);
  await checkout.send({ email: 'lina@example.com' });
  await new Bank(page).pay('current');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
  await result.main.getByRole('link', { name: words.receipt }).click();

  const receipt = page.locator('main[data-page=receipt]');
  const { payment_id } = await api.onlyUsage(link);
  for (const fact of ['Palm & Stone', 'Ceramics workshop', '150.00', 'INV-1042', payment_id!, '+971501234567', 'lina@example.com', 'hello@palmandstone.example']) {
    await expect(receipt).toContainText(fact);
  }
  await expect(receipt).toContainText(/20\d\d.*\d\d:\d\d \(/s);
  expect(page.url()).toBe(`${(await api.onlyUsage(link)).page_url}/receipt`);

  const print = receipt.getByRole('button', { name: words.print });
  if (javaScriptEnabled === false) {
    await expect(print).toHaveCount(0);
  } else {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await expect(async () => {
      await print.click();
      await expect(page.locator('body[data-printed]')).toBeAttached({ timeout: 500 });
    }).toPass();
  }
  // On paper there are no buttons and no footer.
  await page.emulateMedia({ media: 'print' });
  await expect(receipt.locator('.steps')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await expect(receipt).toContainText('INV-1042');
});

test('without a payment there is no receipt', async ({ page, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link), 'decline');
  const { page_url } = await api.onlyUsage(link);
  await page.goto(`${page_url}/receipt`);
  await new Result(page).expect('FAILED');
  // In Arabic the language that the customer paid in goes along.
  expect(page.url().split('?')[0]).toBe(page_url);
});
