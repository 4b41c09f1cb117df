// The form of a new link: what it forgives, what it explains, and the phone that shows what comes of it.
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

test('a field is checked when it is left, and the error goes the moment it is mended', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.currency.selectOption('AED');
  for (const [amount, words] of [['', 'Enter the amount'], ['0', 'above 0'], ['1.234', '2 digits'], ['ten', 'digits'], ['-5', 'above 0']] as const) {
    await create.amount.fill('1');
    await expect(create.error('amount')).toBeHidden();
    await create.amount.fill(amount);
    await create.amount.blur();
    await expect(create.error('amount'), amount).toContainText(words);
    await expect(create.amount).toHaveAttribute('aria-invalid', 'true');
  }
  await create.amount.fill('1,500.50');
  await expect(create.error('amount')).toBeHidden();

  await create.reference.focus();
  await create.reference.blur();
  await expect(create.error('reference')).toContainText('Enter a reference');
  await create.reference.fill('INV_1042');
  await create.reference.blur();
  await expect(create.error('reference')).toContainText('Latin letters');
  await create.reference.fill('INV-1042');
  await expect(create.error('reference')).toBeHidden();
  await expect(create.summary).toBeHidden();
});

test('what is typed before the page is live counts', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  const live = await create.gotoEarly('/payments/links/new');
  await create.amount.fill('25');
  await create.reference.fill('EARLY-1');
  await create.mostUsages.fill('7');
  await live();
  await expect(create.amount).toHaveValue('25');
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await expect(merchant.getByRole('main')).toContainText('0 / 7');
});

test('sending an incomplete form names everything that is missing', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.title.fill('Kept');
  await create.mostUsages.fill('0');
  await create.submit.click();
  await expect(create.summary).toBeFocused();
  await expect(create.summary.getByRole('link')).toHaveCount(3);
  await expect(create.title).toHaveValue('Kept');
  await create.summary.getByRole('link').first().click();
  await expect(create.amount).toBeFocused();
  await expect(merchant).toHaveURL(/\/payments\/links\/new/);
});

test('an address that is taken is refused beside its field', async ({ merchant, api, complaints }) => {
  // Sent before the page has asked whether it is free.
  complaints.expect(/status of 422 .*\/actions\/create_link/);
  const slug = `taken-${Date.now()}`;
  await api.createLink({ slug });
  const create = new CreateLink(merchant);
  await create.open();
  await create.amount.fill('150');
  await create.reference.fill('INV-1042');
  await create.address.fill(slug);
  await create.submit.click();
  await expect(create.error('slug')).toContainText('taken');
  await expect(create.summary).toBeFocused();
  await create.address.fill(`${slug}-2`);
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
});

test('the phone shows every field, label, order and language as it will be', async ({ merchant, isMobile }) => {
  const create = new CreateLink(merchant);
  await create.open();
  const screen = create.preview.locator('.checkout');
  await create.currency.selectOption('AED');
  await create.amount.fill('150');
  await create.reference.fill('INV-1042');
  await create.title.fill('Pottery for two');
  await expect(screen).toContainText('Pottery for two');
  await expect(screen).toContainText('INV-1042');
  await expect(screen.locator('#pay')).toHaveText(/^Pay AED\s150\.00$/);

  await create.form.getByRole('button', { name: 'Add email' }).click();
  await create.form.getByRole('button', { name: 'Add text field' }).click();
  await expect(create.asked).toHaveCount(3);
  await create.asked.nth(2).getByLabel('Label').fill('Allergies');
  await expect(screen.locator('label[for^="f-"]')).toHaveText([/Mobile phone/, /Email/, /Allergies/]);
  await create.asked.nth(2).getByRole('button', { name: 'Move up' }).click();
  await expect(screen.locator('label[for^="f-"]')).toHaveText([/Mobile phone/, /Allergies/, /Email/]);
  await create.asked.nth(2).getByRole('button', { name: 'Remove field' }).click();
  await expect(screen.locator('label[for^="f-"]')).toHaveText([/Mobile phone/, /Allergies/]);

  await create.show('العربية');
  await expect(screen).toHaveAttribute('dir', 'rtl');
  await expect(screen.locator('#pay')).toHaveText(/150\.00/);
  await expect(screen.locator('label[for^="f-"]')).toHaveText([/رقم الهاتف/, /Allergies/]);
  if (!isMobile) await expect(create.preview).toBeInViewport();

  await create.submit.click();
  const detail = new LinkDetail(merchant);
  await expect(merchant).toHaveURL(/\/plink_/);
  await expect(detail.heading).toContainText('Pottery for two');
  await expect(merchant.locator('.asks li')).toHaveText([/Mobile phone/, /Allergies/]);
});

test('a link is duplicated with everything it had', async ({ merchant, api }) => {
  const link = await api.createLink({ title: 'Two of a kind', max_usages: 7, reference: 'INV-7' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await merchant.getByRole('link', { name: 'Duplicate' }).click();
  const create = new CreateLink(merchant);
  await expect(create.title).toHaveValue('Two of a kind');
  await expect(create.amount).toHaveValue('150.00');
  await expect(create.reference).toHaveValue('INV-7');
  await expect(create.mostUsages).toHaveValue('7');
  await expect(create.asked).toHaveCount(2);
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/payments\/links\/plink_/);
  expect(merchant.url()).not.toContain(link.id);
});

test('a duplicate is edited, and the link it came from stays as it was', async ({ merchant, api }) => {
  const link = await api.createLink({ name: 'Original', title: 'Two of a kind', description: 'Clay included.', max_usages: 7, reference: 'INV-7', metadata: { room: 'B' } });
  const before = await api.link(link.id);
  const create = new CreateLink(merchant);
  await new LinkDetail(merchant).open(link.id);
  await merchant.getByRole('link', { name: 'Duplicate' }).click();
  await expect(create.title).toHaveValue('Two of a kind');
  await create.title.fill('One of a kind');
  await create.amount.fill('99.50');
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/payments\/links\/plink_/);
  await expect(new LinkDetail(merchant).heading).toContainText('Original');

  const copy = await api.link(new URL(merchant.url()).pathname.split('/').at(-1)!);
  const own = ['id', 'slug', 'url', 'created_at', 'updated_at'];
  const copied = Object.fromEntries(Object.entries(before).filter(([name]) => !own.includes(name)));
  expect(copy).toMatchObject({ ...copied, title: 'One of a kind', payment_details: { ...before.payment_details, amount: '99.50' } });
  for (const name of ['id', 'slug'] as const) expect(copy[name]).not.toBe(link[name]);
  expect(await api.link(link.id)).toEqual(before);
});
