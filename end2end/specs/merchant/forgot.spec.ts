// A forgotten password, by way of the mailbox.
import { Mailbox } from '../../fixtures/mailbox.ts';
import { Server } from '../../fixtures/server.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Login } from '../../pages/login.ts';

test('who has forgotten the password gets a new one, and old sessions end', async ({ page, visitor }) => {
  const mailbox = new Mailbox();
  const server = await Server.start(await mailbox.open());
  const { url, owner_email, owner_password } = server.facts;

  const before = await visitor();
  await before.goto(`${url}/login`);
  await new Login(before).signIn(owner_email, owner_password);
  await expect(before).toHaveURL(`${url}/payments/links`);

  await page.goto(`${url}/login`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('Email').fill(owner_email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.locator('main')).toHaveAttribute('data-page', 'reset-sent');

  await page.goto(await mailbox.address(/http:\/\/127[^\s"]*\/reset\/[^\s"]+/));
  await page.getByLabel('New password').fill('another horse, no battery');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.locator('main')).toHaveAttribute('data-page', 'reset-done');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await new Login(page).signIn(owner_email, 'another horse, no battery');
  await expect(page).toHaveURL(`${url}/payments/links`);

  await before.goto(`${url}/payments/links`);
  await expect(before).toHaveURL(/\/login/);
  await server.stop();
  server.remove();
  await mailbox.close();
});

test('a server without mail says whom to ask', async ({ page }) => {
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.locator('main')).toHaveAttribute('data-page', 'no-mail');
  await expect(page.locator('main')).toContainText('remit owner password');
});
