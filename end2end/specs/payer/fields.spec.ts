// What customers type: forgiven where it can be, explained where it cannot, and never thrown away.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';

test('without a phone number nothing is sent and the form says what is missing', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.email.fill('lina@example.com');
  await checkout.choose('dune');
  await checkout.pay.click();

  await expect(checkout.error('phone')).toContainText(words.phoneMissing);
  await expect(checkout.phone).toHaveAttribute('aria-invalid', 'true');
  await expect(checkout.phone).toHaveAccessibleDescription(new RegExp(words.phoneMissing));
  await expect(checkout.summary).toBeFocused();
  await expect(checkout.email).toHaveValue('lina@example.com');
  await expect(checkout.bank('dune')).toBeChecked();
  expect(await api.usages(link)).toEqual([]);

  await checkout.summary.getByRole('link').click();
  await expect(checkout.phone).toBeFocused();
});

test('letters in the phone number: the value is kept and can be mended', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.send({ phone: '+971 50 CALL ME' });
  await expect(checkout.error('phone')).toContainText(words.phoneLetters);
  await expect(checkout.phone).toHaveValue('+971 50 CALL ME');

  await checkout.phone.fill('+971 50 123 4567');
  await checkout.pay.click();
  await new Bank(page).expectOpen();
});

test('a choice of bank is asked for', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  await checkout.phone.fill('+971501234567');
  await checkout.pay.click();
  await expect(checkout.error('bank')).toContainText(words.bankMissing);
  await expect(checkout.summary).toBeFocused();
  await expect(checkout.phone).toHaveValue('+971501234567');
  expect(await api.usages(link)).toEqual([]);
});

test.describe('phone numbers as people write them', () => {
  const written = {
    'with +': '+971501234567',
    'with spaces, brackets and dashes': ' +971 (50) 123-4567 ',
    'with 00': '00971 50 123 4567',
    'in Arabic-Indic digits': '+٩٧١ ٥٠ ١٢٣ ٤٥٦٧',
    'in Arabic-Indic digits with 00': '٠٠٩٧١٥٠١٢٣٤٥٦٧',
  };
  for (const [how, phone] of Object.entries(written)) {
    test(how, async ({ page, api, words }) => {
      const link = await api.createLink();
      const checkout = new Checkout(page, words);
      await checkout.open(link);
      await checkout.send({ phone });
      await new Bank(page).expectOpen();
      const usage = await api.onlyUsage(link);
      expect(usage.identifiers[0]).toMatchObject({ type: 'MOBILE_PHONE', value: '+971501234567' });
    });
  }
});

test('a text that is too long is kept whole and refused', async ({ page, api, words }) => {
  const link = await api.createLink({ identifiers: [{ type: 'TEXT', key: 'company', display_label: 'Company', limit: 20 }] });
  const checkout = new Checkout(page, words);
  await checkout.open(link);
  const long = 'Palm & Stone Studio LLC';
  await checkout.form.getByLabel('Company').fill(long);
  await checkout.send();
  await expect(checkout.error('company')).toContainText('20');
  await expect(checkout.field('company')).toHaveValue(long);

  await checkout.field('company').fill('Palm & Stone Studio');
  await checkout.pay.click();
  await new Bank(page).expectOpen();
  const usage = await api.onlyUsage(link);
  expect(usage.identifiers.map(({ key, value }) => [key, value])).toEqual([['phone', '+971501234567'], ['company', 'Palm & Stone Studio']]);
});

test('fields can be filled by the address', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link, { prefill_phone: '+971501234567', prefill_email: 'lina@example.com', prefill_other: '"><b>x' });
  await expect(checkout.phone).toHaveValue('+971501234567');
  await expect(checkout.email).toHaveValue('lina@example.com');
  await checkout.choose('falcon');
  await checkout.pay.click();
  await new Bank(page).expectOpen();
});

test('a number whose + was not escaped in the address is read all the same', async ({ page, api, words }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await page.goto(`${link.url}?prefill_phone=+971501234567`);
  await expect(checkout.phone).toHaveValue('+971501234567');
});

test('a slip in an email address is asked about, not forbidden', async ({ page, api, words, javaScriptEnabled }) => {
  const link = await api.createLink();
  const checkout = new Checkout(page, words);
  await checkout.open(link, { prefill_email: 'lina@gmial.com' });
  await expect(checkout.advice).toContainText('lina@gmail.com');
  const use = checkout.form.getByRole('button', { name: words.useAdvice });
  if (javaScriptEnabled === false) {
    await expect(use).toHaveCount(0);
  } else {
    await expect(async () => {
      await use.click({ timeout: 1_000 });
      await expect(checkout.email).toHaveValue('lina@gmail.com', { timeout: 1_000 });
    }).toPass();
    await expect(checkout.advice).toHaveCount(0);
    await checkout.email.fill('lina@gmial.com');
    await checkout.phone.focus();
    await expect(checkout.advice).toContainText('lina@gmail.com');
  }
  await checkout.send();
  await new Bank(page).expectOpen();
  expect((await api.onlyUsage(link)).identifiers[1]).toMatchObject({ value: 'lina@gmial.com' });
});

test.describe('with JavaScript', () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the browser checks nothing by itself');

  test('a field is checked when it is left, and the error goes the moment it is mended', async ({ page, api, words }) => {
    const checkout = new Checkout(page, words);
    await checkout.open(await api.createLink());
    await expect(async () => {
      await checkout.phone.fill('abc');
      await checkout.email.focus();
      await expect(checkout.error('phone')).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(checkout.phone).toHaveAttribute('aria-invalid', 'true');
    await expect(checkout.summary).toBeHidden();

    await checkout.phone.fill('+971501234567');
    await expect(checkout.error('phone')).toBeHidden();
    await expect(checkout.phone).not.toHaveAttribute('aria-invalid', 'true');
    await checkout.phone.fill('+9715012345678901234');
    await expect(checkout.error('phone')).toBeHidden();
    await checkout.email.focus();
    await expect(checkout.error('phone')).toBeVisible();
  });

  test('what was typed goes along into another language', async ({ page, api, words }) => {
    const checkout = new Checkout(page, words);
    await checkout.open(await api.createLink());
    await expect(async () => {
      await checkout.open(await api.createLink());
      await checkout.fill({ phone: '+971501234567', email: 'lina@example.com', bank: 'harbour' });
      await page.getByRole('contentinfo').locator('a[hreflang=fr]').click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
      await expect(checkout.field('phone')).toHaveValue('+971501234567', { timeout: 2_000 });
    }).toPass();
    await expect(checkout.field('email')).toHaveValue('lina@example.com');
    await expect(checkout.bank('harbour')).toBeChecked();
  });
});
