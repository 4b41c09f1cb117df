// A long list of banks. The sandbox has three, so the page is made longer on its way to the browser.
import { expect, test } from '../../fixtures/test.ts';
import type { Page } from '@playwright/test';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';

const SEARCH = '<input class="control" id="bank-search" type="search" aria-label="Find"><p id="bank-found" role="status"></p>';

/** Adds the search, and banks of these names: one is known by another name too. */
async function lengthen(page: Page, url: string): Promise<void> {
  const bank = (name: string) => `<label class="bank" data-also="مصرف المرجان"><input type="radio" name="bank" value="x" required><bdi>${name}</bdi></label>`;
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/<div class="bank-list">/, `${SEARCH}<div class="bank-list">${bank('Crédit Corail')}`);
    await route.fulfill({ response, body: html });
  });
}

test.describe('with JavaScript', () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the list is just a list');

  test('banks are found by their names, and Enter in the search does not pay', async ({ page, api, words }) => {
    const link = await api.createLink();
    const checkout = new Checkout(page, words);
    await lengthen(page, link.url);
    await checkout.open(link);
    const [search, shown] = [page.locator('#bank-search'), checkout.form.locator('.bank:visible')];
    await expect(async () => {
      await search.fill('credit');
      await expect(shown).toHaveCount(1, { timeout: 500 });
    }).toPass();
    await expect(shown).toHaveText('Crédit Corail');
    await expect(page.locator('#bank-found')).toContainText('1');
    await search.fill('المرجان');
    await expect(shown).toHaveText('Crédit Corail');
    await search.press('Enter');
    await expect(checkout.summary).toBeHidden();

    await search.fill('zzz');
    await expect(shown).toHaveCount(0);
    await expect(page.locator('#bank-found')).not.toBeEmpty();

    // With none chosen the whole list comes back, so that the summary can lead to it.
    await checkout.phone.fill('+971501234567');
    await checkout.pay.click();
    await expect(checkout.summary).toBeFocused();
    await expect(shown).toHaveCount(4);
    await expect(search).toHaveValue('');

    await checkout.choose('dune');
    await search.fill('credit');
    await expect(shown).toHaveCount(2);
    await expect(checkout.bank('dune')).toBeChecked();
    await checkout.pay.click();
    await new Bank(page).expectOpen();
  });
});

test('a bank is chosen with the keyboard alone', async ({ page, api, words }) => {
  const checkout = new Checkout(page, words);
  await checkout.open(await api.createLink());
  const radios = checkout.form.getByRole('radio');
  await radios.first().focus();
  await page.keyboard.press('Space');
  await expect(radios.first()).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(radios.nth(1)).toBeChecked();
  await expect(checkout.form.getByRole('group')).toBeVisible();
});
