// Leaving and coming back never loses the attempt: it is held for a while, and the way back is shown.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { Result } from '../../pages/result.ts';

test('who opens the link again finds the attempt and goes on at the bank', async ({ page, api, words, javaScriptEnabled, visitor }) => {
  const link = await api.createLink();
  const [checkout, bank] = [new Checkout(page, words), new Bank(page)];
  await checkout.open(link);
  await checkout.send({ bank: 'dune' });
  await bank.expectOpen();

  await checkout.open(link);
  const card = checkout.main.locator('.waiting');
  await expect(card.getByRole('heading')).toHaveText(words.waitingAt);
  await expect(card).toContainText(/\d\d:\d\d \(/);
  const left = card.locator('.time-left');
  if (javaScriptEnabled === false) {
    await expect(left).toBeHidden();
  } else {
    await expect(left).toHaveText(words.timeLeft);
    const before = await left.textContent();
    await expect(left).not.toHaveText(before!);
  }
  const stranger = await visitor();
  await stranger.goto(link.url);
  await expect(stranger.locator('#checkout-form')).toBeVisible();
  await expect(stranger.locator('.waiting')).toHaveCount(0);

  await card.getByRole('button', { name: words.continueAt }).click();
  await bank.expectOpen();
  await expect(page.locator('html')).toHaveAttribute('data-brand', 'dune');
  await bank.pay('current');
  await new Result(page).expect('PAYMENT_CREATED', 'SETTLED');
  await api.onlyUsage(link);
  await checkout.open(link);
  await expect(checkout.form).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('the last place stays theirs, and they can change their mind', async ({ page, api, words }) => {
  const link = await api.createLink({ max_usages: 1 });
  const [checkout, bank, result] = [new Checkout(page, words), new Bank(page), new Result(page)];
  await checkout.open(link);
  await checkout.send({ phone: '+971 50 123 4567', bank: 'falcon' });
  await bank.expectOpen();

  await checkout.open(link);
  await result.expect('STARTED', '');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.waitingAt);
  await expect(result.main.getByRole('button', { name: words.continueAt })).toBeVisible();
  await result.main.getByRole('link', { name: words.changeDetails }).click();
  await expect(checkout.phone).toHaveValue('+971 50 123 4567');
  await expect(checkout.bank('falcon')).toBeChecked();
  await checkout.send({ phone: '+971 50 123 4568', bank: 'harbour' });
  await bank.expectOpen();
  await expect(page.locator('html')).toHaveAttribute('data-brand', 'harbour');
  await bank.pay('current');
  await result.expect('PAYMENT_CREATED', 'SETTLED');
  expect((await api.usages(link)).map((usage) => usage.status)).toEqual(['PAYMENT_CREATED', 'FAILED']);
});

test('a page that waits learns by itself how it ended', async ({ page, api, customer }) => {
  const link = await api.createLink();
  const bank = await customer.start(link);
  await page.goto((await api.onlyUsage(link)).page_url);
  const result = new Result(page);
  await result.expect('STARTED', '');
  await customer.answer(bank, 'approve');
  await result.expect('PAYMENT_CREATED');
});

test('an attempt that goes on elsewhere takes its card along', async ({ page, api, words, customer, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript the card stays until the page is loaded again');
  const link = await api.createLink();
  const [checkout, bank] = [new Checkout(page, words), new Bank(page)];
  const card = checkout.main.locator('.waiting');
  for (const decision of ['decline', 'approve'] as const) {
    await checkout.open(link);
    await checkout.send();
    await bank.expectOpen();
    const atBank = page.url();
    await checkout.open(link);
    await expect(card).toBeVisible();
    await checkout.phone.fill('+971 50');
    await customer.answer(atBank, decision);
    if (decision === 'decline') {
      await expect(card).toBeHidden();
      await expect(checkout.phone).toHaveValue('+971 50');
    } else {
      await new Result(page).expect('PAYMENT_CREATED');
    }
  }
});
