// By keyboard alone.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { CreateLink } from '../pages/create-link.ts';
import { LinkDetail } from '../pages/link-detail.ts';
import { Links } from '../pages/links.ts';

test('/ goes to the search and n to a new link, but not while writing', async ({ merchant }) => {
  const links = new Links(merchant);
  await links.open();
  await merchant.keyboard.press('/');
  await expect(links.search).toBeFocused();
  await merchant.keyboard.type('/n');
  await expect(links.search).toHaveValue('/n');
  await expect(merchant).toHaveURL(/q=%2Fn/);
  await links.search.blur();
  await merchant.keyboard.press('n');
  await expect(merchant).toHaveURL('/payments/links/new');
});

test('a link is made without a mouse', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.amount.focus();
  await merchant.keyboard.type('25');
  await merchant.keyboard.press('Tab');
  await expect(create.reference).toBeFocused();
  await merchant.keyboard.type('KEYS-1');
  await merchant.keyboard.press('Control+Enter');
  await expect(merchant).toHaveURL(/\/plink_/);
});

test('the first Tab offers to skip the menu', async ({ merchant }) => {
  await new Links(merchant).open();
  await merchant.keyboard.press('Tab');
  const skip = merchant.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await merchant.keyboard.press('Enter');
  await expect(merchant.getByRole('main')).toBeFocused();
});

test('Ctrl K finds a link and leads to it', async ({ merchant, api }) => {
  const name = `Palette ${Date.now()}`;
  const link = await api.createLink({ name });
  await new Links(merchant).open();
  await merchant.keyboard.press('Control+k');
  const palette = merchant.getByRole('dialog', { name: 'Find or go to' });
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await merchant.keyboard.type(name);
  const found = palette.getByRole('link', { name: name });
  await expect(found).toBeVisible();
  await merchant.keyboard.press('ArrowDown');
  await expect(found).toBeFocused();
  await merchant.keyboard.press('ArrowUp');
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await merchant.keyboard.press('ArrowDown');
  await merchant.keyboard.press('Enter');
  await expect(merchant).toHaveURL(`/payments/links/${link.id}`);
  await expect(palette).toBeHidden();
});

test('? lists the keys, but not while writing; Esc closes it', async ({ merchant }) => {
  const links = new Links(merchant);
  await links.open();
  const keys = merchant.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await links.search.focus();
  await merchant.keyboard.press('?');
  await expect(links.search).toHaveValue('?');
  await expect(keys).toBeHidden();
  await links.search.blur();
  await merchant.keyboard.press('?');
  await expect(keys).toBeVisible();
  await merchant.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('arrows go from row to row', async ({ merchant, api }) => {
  const name = `Rows ${Date.now()}`;
  const [second, first] = [await api.createLink({ name }), await api.createLink({ name })];
  const links = new Links(merchant);
  await links.goto(`/payments/links?q=${encodeURIComponent(name)}`);
  const rows = merchant.locator('.whole-row');
  await expect(rows).toHaveCount(2);
  await rows.first().focus();
  await merchant.keyboard.press('ArrowDown');
  await expect(rows.last()).toBeFocused();
  await merchant.keyboard.press('ArrowDown');
  await expect(rows.last()).toBeFocused();
  await merchant.keyboard.press('ArrowUp');
  await expect(rows.first()).toHaveAttribute('href', new RegExp(first.id));
  await merchant.keyboard.press('ArrowDown');
  await merchant.keyboard.press('Enter');
  await expect(merchant).toHaveURL(new RegExp(second.id));
});

/** Presses Tab until what is wanted has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted, 'is reached by Tab').toBeFocused();
}

test('a link is created, paid, inspected and disabled without a mouse', async ({ merchant, page }) => {
  const links = new Links(merchant);
  await links.open();
  await merchant.keyboard.press('n');
  const create = new CreateLink(merchant);
  await expect(create.amount).toBeVisible();
  await tabTo(merchant, create.amount);
  await merchant.keyboard.type('12.50');
  await tabTo(merchant, create.reference);
  await merchant.keyboard.type('KEYS-2');
  await merchant.keyboard.press('Control+Enter');
  await expect(merchant).toHaveURL(/\/plink_/);
  const url = await merchant.locator('[data-copy*="/l/"]').first().getAttribute('data-copy');

  // The customer.
  await page.goto(url!);
  await tabTo(page, page.locator('[name=phone]'));
  await page.keyboard.type('+971501239876');
  await tabTo(page, page.locator('.bank input').first());
  await page.keyboard.press('Space');
  await tabTo(page, page.locator('#pay'));
  await page.keyboard.press('Enter');
  await expect(page.locator('main[data-page=bank-authorise]')).toBeVisible();
  await tabTo(page, page.locator('button[value=approve]'));
  await page.keyboard.press('Enter');
  await expect(page.locator('main[data-usage-status=PAYMENT_CREATED]')).toBeVisible();

  // What became of it.
  await merchant.reload();
  const detail = new LinkDetail(merchant);
  await detail.live();
  await tabTo(merchant, detail.usages.first().locator('.whole-row'));
  await merchant.keyboard.press('Enter');
  await expect(detail.drawer).toContainText('+971501239876');
  await merchant.keyboard.press('Escape');
  await expect(detail.drawer).toBeHidden();
  const disable = merchant.locator('button[popovertarget=disable-dialog]').first();
  await tabTo(merchant, disable);
  await merchant.keyboard.press('Enter');
  await expect(detail.dialog).toBeVisible();
  await tabTo(merchant, detail.dialog.getByRole('button', { name: 'Disable' }));
  await merchant.keyboard.press('Enter');
  await expect(detail.heading).toContainText('Disabled');
});
