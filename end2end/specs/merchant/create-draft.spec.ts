// What is typed into the form of a new link survives a reload, and nothing else.
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';
import { Login } from '../../pages/login.ts';

test('a reload brings everything back, and making the link forgets it', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await expect(create.discard).toBeHidden();
  await create.fill();
  await create.title.fill('Pottery for two');
  await create.currency.selectOption('KWD');
  await create.form.getByRole('button', { name: 'Add text field' }).click();
  await create.asked.nth(1).getByLabel('Label').fill('Allergies');
  await create.grip('Allergies').press('Home');
  await expect(merchant.getByText('Draft saved in this tab')).toBeVisible();

  await merchant.reload();
  await create.live();
  await expect(merchant.getByText('Your draft is back')).toBeVisible();
  await expect(create.amount).toHaveValue('150');
  await expect(create.currency).toHaveValue('KWD');
  await expect(create.title).toHaveValue('Pottery for two');
  await expect(create.names).toHaveText(['Allergies', 'Mobile phone']);
  await expect(create.screen).toContainText('Pottery for two');

  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await create.open();
  await expect(create.amount).toHaveValue('');
  await expect(create.discard).toBeHidden();
});

test('a draft is discarded by a press of a button', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.fill();
  await create.discard.click();
  await expect(create.amount).toHaveValue('');
  await expect(create.amount).toBeFocused();
  await expect(create.discard).toBeHidden();
  await merchant.reload();
  await create.live();
  await expect(create.amount).toHaveValue('');
});

test('a copy has a draft of its own', async ({ merchant, api }) => {
  const link = await api.createLink({ title: 'Two of a kind' });
  const create = new CreateLink(merchant);
  await create.open();
  await create.reference.fill('FRESH-1');
  await create.goto(`/payments/links/new?from=${link.id}`);
  await expect(create.reference).toHaveValue('INV-1042');
  await create.reference.fill('COPY-1');
  await create.open();
  await expect(create.reference).toHaveValue('FRESH-1');
  await create.goto(`/payments/links/new?from=${link.id}`);
  await expect(create.reference).toHaveValue('COPY-1');
});

test('signing out forgets it', async ({ page, api }) => {
  const login = new Login(page);
  const create = new CreateLink(page);
  const signIn = async () => {
    await page.goto('/login');
    await login.signIn(api.facts.owner_email, api.facts.owner_password);
    await expect(page).toHaveURL('/payments/links');
  };
  await signIn();
  await create.open();
  await create.fill();
  await expect(create.discard).toBeVisible();
  await page.locator('details.account summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/login');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await signIn();
  await create.open();
  await expect(create.amount).toHaveValue('');
});
