// What developers need: keys that are made, used, rotated and revoked.
import { expect, test } from '../../fixtures/test.ts';
import { Developers } from '../../pages/developers.ts';

const KEYS = '/developers/keys';

/** What the API answers to this key. */
const asked = async (url: string, key: string, method = 'GET') => {
  const link = { payment_details: { amount: '1.00', currency: 'AED', reference: 'INV-1' } };
  const body = method === 'POST' ? JSON.stringify(link) : undefined;
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return (await fetch(`${url}/api/v1/payment_links`, { method, headers, body })).status;
};

test('a key is made, copied, used, and never seen again', async ({ merchant, api }) => {
  const name = `Till ${Date.now()}`;
  const developers = new Developers(merchant);
  await developers.goto('/payments/links');
  await merchant.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Developers' }).click();
  await expect(merchant).toHaveURL(KEYS);
  await expect(developers.tabs.getByRole('link', { name: 'API keys' })).toHaveAttribute('aria-current', 'page');

  const secret = await developers.createKey(name, ['Read everything']);
  expect(secret).toMatch(/^rk_test_\w{49}$/);
  expect(merchant.url()).not.toContain(secret.slice(8));
  await developers.live();
  await merchant.getByRole('button', { name: 'Copy key' }).click();
  await expect(developers.toast).toContainText('Copied');
  expect(await merchant.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  expect(await asked(api.facts.url, secret)).toBe(200);
  expect(await asked(api.facts.url, secret, 'POST')).toBe(403);

  await developers.done.click();
  await expect(developers.row(name)).toContainText(`rk_test_…${secret.slice(-4)}`);
  await expect(developers.row(name)).toContainText('just now');
  await expect(developers.row(name)).toContainText('Read everything');
  await merchant.goBack();
  await expect(developers.heading).toBeVisible();
  await expect(merchant.getByText(secret)).toHaveCount(0);
});

test('a key is rotated, and the old one works on for the time that was chosen', async ({ merchant, api }) => {
  const name = `Kiosk ${Date.now()}`;
  const developers = new Developers(merchant);
  await developers.goto(KEYS);
  const old = await developers.createKey(name);
  await developers.goto(KEYS);
  await developers.confirm(developers.row(name), 'Rotate', '1 hour');
  const fresh = await developers.readSecret();
  await expect(merchant.getByText('The old key works until')).toBeVisible();
  for (const key of [old, fresh]) expect(await asked(api.facts.url, key)).toBe(200);

  await developers.goto(KEYS);
  const ending = developers.rows.filter({ hasText: name }).filter({ hasText: `…${old.slice(-4)}` });
  await expect(ending.getByRole('button', { name: 'Rotate' })).toHaveCount(0);
  await expect(ending).toContainText(/in (1 hour|59 minutes)/);
  await developers.confirm(ending, 'Revoke');
  await expect(ending).toHaveCount(0);
  expect(await asked(api.facts.url, old)).toBe(401);
  expect(await asked(api.facts.url, fresh)).toBe(200);
});

test('a key without scopes is asked for again, and nothing typed is lost', async ({ merchant }) => {
  const developers = new Developers(merchant);
  await developers.goto(KEYS);
  await merchant.getByRole('button', { name: 'Create key' }).first().click();
  await developers.dialog.getByLabel('Name').fill('Nothing at all');
  await developers.dialog.getByLabel('Only what I choose').check();
  await developers.dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(merchant.getByText('Choose at least one')).toBeVisible();
  await expect(merchant.getByLabel('Name')).toHaveValue('Nothing at all');
  await developers.live();
});

test('keys are made without a script too', async ({ visitor, session, api }) => {
  const page = await visitor({ storageState: session, javaScriptEnabled: false, locale: 'en-US' });
  const developers = new Developers(page);
  await page.goto(KEYS);
  const secret = await developers.createKey(`Plain ${Date.now()}`);
  expect(await asked(api.facts.url, secret)).toBe(200);
  await expect(page.getByRole('button', { name: 'Copy key' })).toBeHidden();
  await developers.done.click();
  await expect(page).toHaveURL(KEYS);
});
