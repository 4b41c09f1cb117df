// Nothing moves for who has asked for less motion.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { CreateLink } from '../pages/create-link.ts';

/** What takes longer than an eye sees: elements, with what stands before and after them. */
const moving = (page: Page) =>
  page.evaluate(() => {
    const seconds = (list: string) => Math.max(...list.split(',').map((time) => parseFloat(time) / (time.trim().endsWith('ms') ? 1_000 : 1)));
    const looks = [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].map((part) => ({ name: `${element.localName}.${element.getAttribute('class')}${part}`, style: getComputedStyle(element, part) })),
    );
    const lasts = ({ style }: (typeof looks)[number]) => Math.max(seconds(style.transitionDuration), style.animationName === 'none' ? 0 : seconds(style.animationDuration));
    return looks.filter((look) => lasts(look) > 0.001).map(({ name }) => name);
  });

async function expectStillness(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving(page)).not.toEqual([]);
}

test('the checkout stands still', async ({ page, api, customer }) => {
  const link = await api.createLink({ max_usages: 1 });
  await page.goto(link.url);
  await expectStillness(page);
  await customer.start(link);
  await page.goto(link.url);
  await expect(page.locator('.pulse')).toBeVisible();
  await expectStillness(page);
});

test('the form of a new link stands still, with a dialog open too', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await expectStillness(merchant);
  await create.form.getByRole('button', { name: 'Add an account: Paid to' }).click();
  await expect(create.dialog).toBeVisible();
  await expectStillness(merchant);
});
