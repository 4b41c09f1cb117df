// The way in, and out.
import { expect, test } from '../../fixtures/test.ts';
import { Login } from '../../pages/login.ts';

test('the owner signs in and out', async ({ page, api }) => {
  const login = new Login(page);
  await page.goto('/payments/links');
  await expect(page).toHaveURL(/\/login\?next=/);
  await login.signIn(api.facts.owner_email, api.facts.owner_password);
  await expect(page).toHaveURL('/payments/links');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payment links');

  await page.locator('details.account summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/payments/links');
  await expect(page).toHaveURL(/\/login/);
});

test('the start page leads to the links', async ({ merchant }) => {
  await merchant.goto('/');
  await expect(merchant).toHaveURL('/payments/links');
});

test('a wrong password and an unknown user get the same answer', async ({ page, api }) => {
  const login = new Login(page);
  const answers: string[] = [];
  for (const [email, password] of [[api.facts.owner_email, 'not the password'], ['nobody@example.com', 'not the password']] as const) {
    await page.goto('/login');
    await login.signIn(email, password);
    await expect(login.trouble).toBeVisible();
    answers.push(await login.trouble.innerText());
    expect(page.url()).not.toContain('password=');
  }
  expect(answers[0]).toBe(answers[1]);
});

test('a language is chosen before signing in and kept', async ({ page }) => {
  await page.goto('/login');
  await page.locator('a[hreflang=ar]').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});
