// How the main pages look, pixel by pixel: a change that nobody meant shows here. The pictures are in
// `end2end/snapshots`, by browser and fonts; where those differ there is nothing to compare with, and the test says so.
// After a change that was meant: `npx playwright test visual --update-snapshots`, and look at each.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { looks } from '../fixtures/fonts.ts';
import { expect, test } from '../fixtures/test.ts';

const SNAPSHOTS = join(import.meta.dirname, '../snapshots');

/** What differs from run to run: ids, addresses, codes, times. */
const CHANGING = ['.code', 'time', '.qr', '[data-search]', 'bdi[dir=ltr]'];

async function expectLook(page: Page, name: string): Promise<void> {
  const machine = await looks(page);
  const updates = test.info().config.updateSnapshots !== 'none';
  test.skip(!updates && !existsSync(join(SNAPSHOTS, machine)), `no pictures of ${machine}`);
  await expect(page).toHaveScreenshot([machine, `${name}.png`], { mask: CHANGING.map((part) => page.locator(part)) });
}

const LIGHT = { colorScheme: 'light', reducedMotion: 'reduce' } as const;
const DARK = { colorScheme: 'dark', reducedMotion: 'reduce' } as const;
const PHONE = { width: 390, height: 844 };

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  for (const [lang, media] of [['en', LIGHT], ['ar', DARK], ['fr', LIGHT]] as const) {
    test(`the checkout, ${lang}`, async ({ page, api }) => {
      await page.emulateMedia(media);
      const link = await api.createLink({ title: 'Ceramics workshop', description: 'Clay included.', identifiers: [{ type: 'MOBILE_PHONE' }, { type: 'EMAIL', required: false }] });
      await page.goto(`${link.url}?lang=${lang}`);
      await expect(page.locator('body[data-live], main[data-page=checkout]').first()).toBeVisible();
      await expectLook(page, `checkout-${lang}`);
      await page.locator('#pay').click();
      await expect(page.locator('#summary')).toBeFocused();
      await expectLook(page, `checkout-errors-${lang}`);
    });

    test(`how it ended, ${lang}`, async ({ page, api, customer }) => {
      await page.emulateMedia(media);
      const link = await api.createLink({ redirect_url: 'http://localhost:3000/thanks' });
      await page.goto(`${await customer.pay(link)}?lang=${lang}`);
      await expect(page.locator('main[data-page=result]')).toBeVisible();
      await expectLook(page, `paid-${lang}`);
      await page.goto(`${await customer.answer(await customer.start(link), 'decline')}?lang=${lang}`);
      await expectLook(page, `failed-${lang}`);
      await api.disable(link.id);
      await page.goto(`${link.url}?lang=${lang}`);
      await expectLook(page, `disabled-${lang}`);
    });
  }
});

test.describe('the dashboard', () => {
  for (const [lang, media, viewport] of [['en', LIGHT, { width: 1280, height: 900 }], ['ar', DARK, PHONE]] as const) {
    test(`links, a new one and one of them, ${lang}`, async ({ merchant, api, customer }) => {
      await merchant.emulateMedia(media);
      await merchant.setViewportSize(viewport);
      const word = `Look${lang}`;
      const link = await api.createLink({ name: word, title: 'Ceramics workshop', reference: `REF-${word}` , max_usages: 20 });
      await customer.answer(await customer.start(link, '+971501234567'), 'approve');
      await expect.poll(async () => (await api.onlyUsage(link)).status).toBe('PAYMENT_CREATED');
      const open = async (path: string, part: string) => {
        await merchant.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await expect(merchant.locator('body[data-live]')).toBeAttached();
        await expect(merchant.locator(part).first()).toBeVisible();
      };
      await open(`/payments/links?q=${link.id}`, 'table');
      await expectLook(merchant, `links-${lang}`);
      await open('/payments/links/new', '#link-form');
      await expectLook(merchant, `new-link-${lang}`);
      await open(`/payments/links/${link.id}?usage=${(await api.onlyUsage(link)).id}`, '.drawer');
      await expectLook(merchant, `usage-${lang}`);
    });
  }

  test('signing in', async ({ page }) => {
    await page.emulateMedia(LIGHT);
    await page.goto('/login');
    await expectLook(page, 'login');
  });
});
