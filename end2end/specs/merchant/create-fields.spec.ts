// The customer's fields in the form of a new link: put in order by keyboard, by hand and by finger.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../../fixtures/axe.ts';
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';

/** Phone, email and a text that is called Allergies. */
async function withThreeFields(merchant: Page): Promise<CreateLink> {
  const create = new CreateLink(merchant);
  await create.open();
  await create.form.getByRole('button', { name: 'Add email' }).click();
  await create.form.getByRole('button', { name: 'Add text field' }).click();
  await create.asked.nth(2).getByLabel('Label').fill('Allergies');
  await expect(create.names).toHaveText(['Mobile phone', 'Email', 'Allergies']);
  return create;
}

/** The middle of something, in the window. */
async function middle(element: Locator): Promise<{ x: number; y: number }> {
  const box = (await element.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a field is moved by the arrow keys, keeps the focus, and says where it is', async ({ merchant }) => {
  const create = await withThreeFields(merchant);
  const said = merchant.locator('#asked-said');
  await create.grip('Allergies').focus();
  await merchant.keyboard.press('ArrowUp');
  await expect(create.names).toHaveText(['Mobile phone', 'Allergies', 'Email']);
  await expect(create.grip('Allergies')).toBeFocused();
  await expect(said).toHaveText('Allergies is now 2 of 3');
  await merchant.keyboard.press('Home');
  await expect(create.names).toHaveText(['Allergies', 'Mobile phone', 'Email']);
  await expect(create.grip('Allergies')).toBeFocused();
  await merchant.keyboard.press('End');
  await expect(create.names).toHaveText(['Mobile phone', 'Email', 'Allergies']);
  await expect(said).toHaveText('Allergies is now 3 of 3');
  await expect(create.screen.locator('label[for^="f-"]')).toHaveText([/Mobile phone/, /Email/, /Allergies/]);
});

test('the buttons move a field too, and one that has nothing left to do hands on the focus', async ({ merchant }) => {
  const create = await withThreeFields(merchant);
  const up = create.asked.filter({ hasText: 'Allergies' }).getByRole('button', { name: 'Move up' });
  await up.click();
  await expect(create.names).toHaveText(['Mobile phone', 'Allergies', 'Email']);
  await expect(up).toBeFocused();
  await up.click();
  await expect(up).toBeDisabled();
  await expect(create.grip('Allergies')).toBeFocused();
  await create.asked.nth(0).getByRole('button', { name: 'Remove field' }).click();
  await expect(create.form.getByRole('button', { name: 'Add text field' })).toBeFocused();
});

test('a field is dragged to its place, and Escape lets it go back', async ({ merchant }) => {
  const create = await withThreeFields(merchant);
  const from = await middle(create.grip('Allergies'));
  const to = await middle(create.grip('Mobile phone'));
  await merchant.mouse.move(from.x, from.y);
  await merchant.mouse.down();
  await merchant.mouse.move(from.x, to.y - 40, { steps: 8 });
  await merchant.mouse.up();
  await expect(create.names).toHaveText(['Allergies', 'Mobile phone', 'Email']);
  await expect(create.grip('Allergies')).toBeFocused();
  await expect(create.screen.locator('label[for^="f-"]')).toHaveText([/Allergies/, /Mobile phone/, /Email/]);

  const again = await middle(create.grip('Allergies'));
  await merchant.mouse.move(again.x, again.y);
  await merchant.mouse.down();
  await merchant.mouse.move(again.x, again.y + 300, { steps: 8 });
  await merchant.keyboard.press('Escape');
  await merchant.mouse.up();
  await expect(create.names).toHaveText(['Allergies', 'Mobile phone', 'Email']);
});

test('a finger drags a field while the page stands still', async ({ merchant, isMobile }) => {
  test.skip(!isMobile, 'fingers belong to phones');
  const create = await withThreeFields(merchant);
  await create.asked.nth(1).scrollIntoViewIfNeeded();
  await create.asked.nth(1).evaluate((field) => field.scrollIntoView({ block: 'center' }));
  const [from, to] = [await middle(create.grip('Email')), await middle(create.grip('Mobile phone'))];
  const scrolled = await merchant.evaluate(() => window.scrollY);
  const session = await merchant.context().newCDPSession(merchant);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', from.y + ((to.y - 20 - from.y) * step) / 6);
  await touch('touchEnd');
  await expect(create.names).toHaveText(['Email', 'Mobile phone', 'Allergies']);
  expect(await merchant.evaluate(() => window.scrollY)).toBe(scrolled);
});

test('the phone number is fixed as required; other fields are as the merchant says', async ({ merchant }) => {
  const create = await withThreeFields(merchant);
  await expect(create.asked.nth(0).getByRole('checkbox')).toHaveCount(0);
  await expect(create.asked.nth(0)).toContainText('Always required');
  await expect(create.asked.nth(0).getByRole('button', { name: 'Remove field' })).toHaveCount(0);
  await create.asked.nth(2).getByLabel('Most characters').fill('900');
  await create.asked.nth(2).getByLabel('Most characters').blur();
  await expect(create.asked.nth(2).locator('.error')).toContainText('from 1 to 500');
  await create.asked.nth(2).getByLabel('Most characters').fill('40');
  await create.asked.nth(2).getByLabel('Required').check();
  await create.fill();
  await expect(create.screen.locator('label', { hasText: 'Email' })).toContainText('optional');
  await expect(create.screen.locator('label', { hasText: 'Allergies' })).not.toContainText('optional');
  await expectAccessible(merchant, 'three fields');
});

test('in Arabic a field moves up and down all the same, and the page says so in Arabic', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.goto('/payments/links/new?lang=ar');
  await create.form.locator('#link-add-email').click();
  await expect(create.names).toHaveText(['رقم الهاتف المحمول', 'البريد الإلكتروني']);
  await create.asked.nth(1).locator('.grip').press('ArrowUp');
  await expect(create.names).toHaveText(['البريد الإلكتروني', 'رقم الهاتف المحمول']);
  await expect(create.asked.nth(0).locator('.grip')).toBeFocused();
  await expect(merchant.locator('#asked-said')).toContainText('البريد الإلكتروني');
  await create.form.locator('.add').first().click();
  await create.dialog.locator('button[type=submit]').click();
  await expect(create.dialog.locator('.error').first()).toContainText('املأ هذه الخانة');
  await expectAccessible(merchant, 'an account with errors, in Arabic');
});
