// The settings of a new link: its address, and when it expires.
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';

test('while an address is typed it is said whether it can be had', async ({ merchant, api }) => {
  const slug = `fair-${Date.now()}`;
  await api.createLink({ slug });
  const create = new CreateLink(merchant);
  await create.open();
  const free = create.form.locator('.slug-good');
  await create.address.fill(slug);
  await expect(create.error('slug')).toHaveText('This address is taken. Choose another');
  await expect(create.address).toBeFocused();
  await create.address.pressSequentially('-2');
  await expect(free).toHaveText('This address is free');
  await expect(create.error('slug')).toBeHidden();
  await expect(create.preview.locator('.phone-bar')).toHaveText(new RegExp(`/l/${slug}-2$`));
  await create.address.fill('login');
  await expect(create.error('slug')).toContainText('reserved');
  await expect(free).toBeHidden();
  await create.address.fill('Spring Fair');
  await expect(create.error('slug')).toContainText('small letters');
  await create.address.fill(slug);
  await expect(create.error('slug')).toContainText('taken');
  await create.address.blur();
  await create.fill();
  await create.submit.click();
  await expect(create.summary).toBeFocused();
  await expect(create.error('slug')).toContainText('taken');
});

test('an expiry is said in words, on the clock of the account', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  const said = create.form.locator('.expires-said');
  await expect(create.form).toContainText(/Time in .+: .+ \(UTC.*\)/);
  await expect(said).toBeEmpty();
  await create.form.getByRole('button', { name: 'In 7 days' }).click();
  await expect(create.expires).toHaveValue(/T23:59$/);
  await expect(said).toHaveText(/23:59 \(.+\), in [67] days$/);
  await expect(create.screen).toContainText('23:59');
  await create.form.getByRole('button', { name: 'Never' }).click();
  await expect(create.expires).toHaveValue('');
  await expect(said).toBeEmpty();

  await create.expires.fill('2020-01-01T10:00');
  await create.expires.blur();
  await expect(create.error('expires_at')).toContainText('in the future');
  await create.form.getByRole('button', { name: 'In 30 days' }).click();
  await expect(create.error('expires_at')).toBeHidden();
  await create.fill();
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await expect(merchant.locator('main')).toContainText('23:59');
});

test('half a moment is not taken for none', async ({ merchant, isMobile }) => {
  test.skip(isMobile, 'a phone picks whole moments');
  const create = new CreateLink(merchant);
  await create.open();
  await create.fill();
  await create.expires.focus();
  await merchant.keyboard.type('0630');
  await merchant.keyboard.press('Control+Enter');
  await expect(create.summary).toBeFocused();
  await expect(create.error('expires_at')).toContainText('Finish the date');
  await create.form.getByRole('button', { name: 'Never' }).click();
  await expect(create.error('expires_at')).toBeHidden();
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
});
