// The phone beside the form: every page a customer may come to, in every language and theme.
import { expectAccessible } from '../../fixtures/axe.ts';
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';

test('the phone shows each page from the draft', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.currency.selectOption('AED');
  await create.fill();
  await create.title.fill('Pottery for two');
  const { screen } = create;
  await expect(screen.locator('#pay')).toHaveText(/^Pay AED\s150\.00$/);
  await expect(screen.locator('[name=bank]:checked')).toHaveCount(0);

  await create.show('Bank');
  await expect(screen.locator('[name=bank]:checked')).toHaveCount(1);
  await expect(screen.locator('[type=tel]')).toHaveValue('+971 50 123 4567');
  await expect(screen.locator('.banks')).toBeInViewport();

  await create.show('Full');
  await expect(screen.locator('h1')).toBeVisible();
  await expect(screen.locator('.watching')).toBeVisible();
  const full = await screen.locator('h1').innerText();
  await create.mostUsages.fill('1');
  await expect(screen.locator('h1')).not.toHaveText(full);

  await create.show('Paid');
  await expect(screen.locator('h1')).toHaveText(/AED\s150\.00/);
  await expect(screen).toContainText('Pottery for two');
  await expect(screen).toContainText('You can close this page.');
  await expect(create.preview.locator('.phone-bar')).toHaveText(/\/u\/…$/);
});

test('the button of the result page needs a redirect URL', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.show('With button');
  const button = create.screen.getByText(/^Back to /);
  await expect(create.preview).toContainText('Choose a redirect URL');
  await expect(button).toHaveCount(0);
  await create.form.getByRole('button', { name: 'Register a URL: Redirect URL' }).click();
  await create.dialog.getByLabel('URL', { exact: true }).fill('https://shop.example.com/thanks');
  await create.dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(button).toBeVisible();
  await expect(create.preview).not.toContainText('Choose a redirect URL');
  await create.show('Paid');
  await expect(button).toHaveCount(0);
});

test('the phone speaks each language and wears each theme', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  for (const [language, dir, lang] of [['العربية', 'rtl', 'ar'], ['Français', 'ltr', 'fr'], ['English', 'ltr', 'en']] as const) {
    await create.show(language);
    await expect(create.screen).toHaveAttribute('dir', dir);
    await expect(create.screen).toHaveAttribute('lang', lang);
  }
  await create.show('Dark');
  await expect(create.preview.locator('.phone')).toHaveAttribute('data-theme', 'dark');
  const dark = await create.preview.locator('.phone-screen').evaluate((screen) => getComputedStyle(screen).backgroundColor);
  await create.show('Light');
  await expect(create.preview.locator('.phone')).toHaveAttribute('data-theme', 'light');
  const light = await create.preview.locator('.phone-screen').evaluate((screen) => getComputedStyle(screen).backgroundColor);
  expect(light).not.toBe(dark);
});

test('the switches are radio buttons that the arrow keys move', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.preview.getByRole('group', { name: 'Page' }).getByRole('radio', { name: 'Form' }).focus();
  await merchant.keyboard.press('ArrowRight');
  await expect(create.preview.getByRole('radio', { name: 'Bank', exact: true })).toBeChecked();
  await merchant.keyboard.press('ArrowRight');
  await expect(create.screen.locator('.watching')).toBeVisible();
});

for (const page of ['Bank', 'Full', 'Paid', 'With button']) {
  test(`${page} in the phone is accessible`, async ({ merchant }) => {
    const create = new CreateLink(merchant);
    await create.open();
    await create.show(page);
    await expect(create.screen).toBeVisible();
    await expectAccessible(merchant, page);
  });
}
