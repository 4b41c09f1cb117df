// A customer reads their own language: the one asked for, else their browser's, else English.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';
import { wordsOf } from '../../fixtures/words.ts';

test('the language of the address wins, at the bank and after it too', async ({ page, api }) => {
  const link = await api.createLink();
  const html = page.locator('html');
  const checkout = new Checkout(page, wordsOf('ar'));
  await checkout.open(link, { lang: 'ar' });
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await checkout.pay.click();
  await expect(checkout.error('phone')).toContainText(wordsOf('ar').phoneMissing);
  await expect(html).toHaveAttribute('lang', 'ar');
  await checkout.send();
  await new Bank(page).expectOpen();
  await expect(html).toHaveAttribute('lang', 'ar');
  await new Bank(page).decline.click();
  await new Result(page).expect('FAILED');
  await expect(html).toHaveAttribute('lang', 'ar');
  await page.getByRole('link', { name: wordsOf('ar').tryAgain }).click();
  await expect(checkout.main).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'ar');
});

const accepted = { 'fr-CA': ['fr', 'ltr'], 'ar-AE': ['ar', 'rtl'], 'en-GB': ['en', 'ltr'], 'de-DE': ['en', 'ltr'] } as const;

test('the language of the browser', async ({ visitor, api }) => {
  const link = await api.createLink();
  for (const [locale, [lang, dir]] of Object.entries(accepted)) {
    const page = await visitor({ locale });
    await page.goto(link.url);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
  }
});

test('a language can be chosen on the page', async ({ page, api }) => {
  const link = await api.createLink();
  await page.goto(link.url);
  for (const [lang, dir] of [['ar', 'rtl'], ['fr', 'ltr'], ['en', 'ltr']] as const) {
    await page.getByRole('contentinfo').locator(`a[hreflang=${lang}]`).click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await expect(page.locator(`a[hreflang=${lang}]`)).toHaveAttribute('aria-current', 'true');
  }
});

test('an amount is written as each language writes it', async ({ page, api }) => {
  const link = await api.createLink({ payment_details: { amount: '1234.500', currency: 'KWD', reference: 'INV-1042' } });
  for (const [lang, pay] of [['en', /KWD\s1,234\.500/], ['fr', /1\s234,500\sKWD/], ['ar', /1,234\.500\sد\.ك\./]] as const) {
    await page.goto(`${link.url}?lang=${lang}`);
    await expect(page.locator('#pay')).toHaveText(pay);
  }
});
