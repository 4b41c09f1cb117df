// The page of one link: sharing it, its poster, what it has brought, who changed it, and why a payment failed.
import { expect, test } from '../../fixtures/test.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

test('a link is sent with the programs people use, in its own words', async ({ merchant, api }) => {
  const link = await api.createLink({ title: 'Spring workshop' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  const ways = [
    ['Email', /^mailto:\?subject=Payment/],
    ['SMS', /^sms:/],
    ['WhatsApp', /^https:\/\/wa\.me\//],
    ['Telegram', /^https:\/\/t\.me\/share\/url/],
  ] as const;
  for (const [name, address] of ways) {
    const href = (await detail.share.getByRole('link', { name, exact: true }).getAttribute('href'))!;
    expect(href).toMatch(address);
    expect(decodeURIComponent(href)).toContain('Spring workshop');
    expect(decodeURIComponent(href)).toContain(link.url);
  }
});

test('a button for another site is shown, and copied as code', async ({ merchant, api, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = await api.createLink();
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await detail.share.getByText('Button for your website').click();
  const button = detail.share.getByRole('link', { name: /^Pay AED\s150\.00$/ });
  await expect(button).toBeVisible();
  const code = (await detail.share.locator('.embed-code').textContent())!;
  expect(code).toContain(`href="${link.url}"`);
  await detail.share.getByRole('button', { name: 'Copy code' }).click();
  await expect(detail.toast).toHaveText('Copied');
  await expect(detail.share.getByRole('button', { name: 'Copy code' })).toHaveAttribute('data-copy', code);
});

test('a poster is chosen by size and language, and fills its paper', async ({ merchant, api }) => {
  const link = await api.createLink({ title: 'Spring workshop' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await detail.share.getByText('Poster to print').click();
  await detail.share.getByLabel('Size').selectOption('a6');
  await detail.share.getByLabel('Language').selectOption('ar');
  const opened = merchant.waitForEvent('popup');
  await detail.share.getByRole('button', { name: 'Open the poster' }).click();
  const poster = await opened;
  const sheet = poster.getByRole('main');
  await expect(sheet).toHaveAttribute('data-size', 'a6');
  await expect(sheet).toHaveAttribute('dir', 'rtl');
  await expect(sheet).toContainText('Spring workshop');
  await expect(sheet).toContainText(link.url.split('://')[1]!);
  await expect.poll(() => sheet.getByRole('img').evaluate((code: HTMLImageElement) => code.naturalWidth)).toBeGreaterThan(0);

  await poster.getByRole('link', { name: /^Label/ }).click();
  await expect(sheet).toHaveAttribute('data-size', 'label');
  await expect(sheet).toHaveAttribute('lang', 'ar');
  await poster.emulateMedia({ media: 'print' });
  await expect(poster.getByRole('banner')).toBeHidden();
  const box = (await sheet.boundingBox())!;
  // 62 by 100 mm at 96 dots an inch.
  expect(Math.round(box.width)).toBe(234);
  expect(Math.round(box.height)).toBeGreaterThan(370);
});

test('results tell what came in and what did not', async ({ merchant, page, api, customer }) => {
  const link = await api.createLink();
  await page.goto(link.url);
  await customer.answer(await customer.start(link), 'decline');
  await customer.pay(link);
  const detail = new LinkDetail(merchant);
  // Opened twice by the customer and once by the page, counted a moment later.
  await expect(async () => {
    await detail.open(link.id);
    await expect(detail.results.getByRole('listitem').filter({ hasText: 'Opened' })).toContainText('3', { timeout: 500 });
  }).toPass();
  await expect(detail.results).toContainText(/AED\s150\.00/);
  await expect(detail.results).toContainText('50%');
  await expect(detail.results.getByRole('img')).toHaveAccessibleName(/In all: 1\. Most on one day: 1, Today\./);
  await expect(detail.results).toContainText('Declined or cancelled at the bank');
});

test('the log names who did what', async ({ merchant, api }) => {
  const link = await api.createLink();
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await detail.confirm('Disable');
  await expect(detail.heading).toContainText('Disabled');
  await detail.activity.locator('summary').click();
  const entries = detail.activity.getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText(`Disabled by ${api.facts.owner_email}`);
  await expect(entries.last()).toContainText('Created by API key');
});

test('the drawer says why, what to do, each step, and copies every id', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link), 'approve', 'empty');
  await customer.pay(link);
  const [paid, failed] = await api.usages(link);
  const detail = new LinkDetail(merchant);
  await detail.open(link.id, `?usage=${failed!.id}`);
  await expect(detail.drawer).toContainText('The customer’s account does not hold enough money.');
  await expect(detail.drawer).toContainText('another account or bank');
  await expect(detail.drawer.getByRole('listitem').last()).toContainText('Customer pressed Pay');
  await expect(detail.drawer).toContainText('Sent to Falcon Bank');

  await detail.open(link.id, `?usage=${paid!.id}`);
  const payment = (await api.payments(link)).find(({ id }) => id === paid!.payment_id)!;
  await expect(detail.drawer).not.toContainText('Why');
  for (const id of [paid!.id, payment.id, payment.bank_payment_id!, link.id]) {
    await expect(detail.drawer.locator(`[data-copy="${id}"]`)).toBeVisible();
  }
  await expect(detail.drawer).toContainText('Payment: Pending');
});

test('a link that is over gets a successor, to which its address leads', async ({ merchant, page, api }) => {
  const link = await api.createLink({ title: 'Spring', max_usages: 3, expires_at: new Date(Date.now() + 1_500).toISOString() });
  await expect.poll(async () => (await api.link(link.id)).status).toBe('EXPIRED');
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await merchant.getByRole('button', { name: 'Create a successor' }).first().click();
  await detail.dialog.getByLabel('Number of payments').fill('8');
  await detail.dialog.getByRole('button', { name: 'Create a successor' }).click();
  await expect(merchant).not.toHaveURL(new RegExp(link.id));
  await expect(detail.heading).toContainText('Active');
  const successor = merchant.url();
  await detail.open(link.id);
  await expect(merchant.getByText('Its address leads to').getByRole('link')).toHaveAttribute('href', new URL(successor).pathname);
  await expect(merchant.getByRole('button', { name: 'Create a successor' })).toHaveCount(0);
  await page.goto(link.url);
  await expect(page.locator('main[data-page=checkout]')).toBeVisible();
  expect(page.url()).not.toBe(link.url);
});

test('a link goes to the sheet of the device, where there is one', async ({ merchant, api }) => {
  const link = await api.createLink({ title: 'Yoga' });
  const detail = new LinkDetail(merchant);
  const button = detail.share.getByRole('button', { name: 'Share…' });
  await merchant.addInitScript('Object.defineProperty(Navigator.prototype, "share", { value: undefined, configurable: true })');
  await detail.open(link.id);
  await expect(button).toBeHidden();
  await merchant.addInitScript('Object.defineProperty(Navigator.prototype, "share", { value: async (sheet) => { window.shared = sheet; } })');
  await detail.open(link.id);
  await button.click();
  await expect.poll(() => merchant.evaluate('window.shared')).toEqual({ url: link.url, title: 'Yoga' });
});
