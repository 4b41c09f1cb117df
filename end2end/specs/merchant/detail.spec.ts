// One link: sharing it, stopping it, and looking at who paid.
import { expect, test } from '../../fixtures/test.ts';
import { Dead } from '../../pages/dead.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

test('a link is disabled after a question, and enabled again', async ({ merchant, page, api }) => {
  const link = await api.createLink({ title: 'On and off' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);

  await merchant.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(detail.dialog).toBeVisible();
  await expect(detail.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await merchant.keyboard.press('n');
  await expect(merchant).toHaveURL(new RegExp(`/${link.id}$`));
  await merchant.keyboard.press('Escape');
  await expect(detail.dialog).toBeHidden();
  expect((await api.link(link.id)).status).toBe('ACTIVE');

  await detail.confirm('Disable');
  await expect(detail.heading).toContainText('Disabled');
  await expect(detail.toast).toHaveText('Link disabled');
  await new Dead(page, 'disabled').expectAnswer(await page.goto(link.url), 403);

  await detail.confirm('Enable');
  await expect(detail.heading).toContainText('Active');
  await expect(detail.toast).toHaveText('Link enabled');
  await merchant.reload();
  await detail.live();
  await expect(detail.toast, 'it is said once').toBeHidden();
  expect((await page.goto(link.url))!.status()).toBe(200);
});

test('a link is edited, and customers read the new words', async ({ merchant, api, visitor }) => {
  const link = await api.createLink({ name: 'Spring', title: 'Workshop' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await merchant.getByRole('main').getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(detail.dialog.getByLabel('Name')).toBeFocused();
  await detail.dialog.getByLabel('Title').fill('Clay workshop');
  await detail.dialog.getByLabel('Description').fill('Bring an apron.');
  await detail.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(merchant.getByText('Changes saved')).toBeVisible();
  await expect(merchant.locator('dd').getByText('Bring an apron.')).toBeVisible();
  const payer = await visitor();
  await payer.goto(link.url);
  await expect(payer.getByRole('heading', { level: 1 })).toHaveText('Clay workshop');
  expect(await api.link(link.id)).toMatchObject({ name: 'Spring', title: 'Clay workshop', description: 'Bring an apron.' });
});

test('a link is deleted after a question', async ({ merchant, page, api }) => {
  const link = await api.createLink({ title: 'Gone soon' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await detail.confirm('Delete');
  await expect(merchant).toHaveURL('/payments/links');
  await expect(detail.toast).toHaveText('Link deleted');
  await new Dead(page, 'deleted').expectAnswer(await page.goto(link.url), 410);
});

test('the questions say what becomes of who is paying right now', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  const detail = new LinkDetail(merchant);
  const expectQuestions = async (disable: string, remove: string) => {
    await detail.open(link.id);
    for (const [verb, words] of [['Disable', disable], ['Delete', remove]] as const) {
      await merchant.getByRole('main').getByRole('button', { name: verb, exact: true }).first().click();
      await expect(detail.dialog.getByRole('paragraph')).toHaveText(words);
      await merchant.keyboard.press('Escape');
      await expect(detail.dialog).toBeHidden();
    }
  };
  await expectQuestions(
    'Customers who open it are told that it is disabled. You can enable it again at any time.',
    'It disappears for good, and customers who open it are told so. Its usages and payments stay readable by their IDs.',
  );
  const bank = await customer.start(link);
  await expectQuestions(
    'Customers who open it are told that it is disabled. Attempts under way (1) can still finish. You can enable it again at any time.',
    'It disappears for good, and customers who open it are told so. Attempts under way (1) can still finish. Usages and payments stay readable by their IDs.',
  );
  await detail.confirm('Delete');
  await expect(merchant).toHaveURL('/payments/links');
  await customer.answer(bank, 'approve');
  await expect.poll(async () => (await api.onlyUsage(link)).status, 'it did finish').toBe('PAYMENT_CREATED');
});

test('the code can be downloaded in both forms', async ({ merchant, api }) => {
  const link = await api.createLink();
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  for (const [name, type] of [['QR as SVG', 'image/svg+xml'], ['QR as PNG', 'image/png']] as const) {
    const href = await merchant.getByRole('link', { name }).getAttribute('href');
    const response = await merchant.request.get(href!);
    expect(response.status()).toBe(200);
    expect(response.headers()['content-type']).toBe(type);
    expect((await response.body()).length).toBeGreaterThan(500);
  }
});

test('an address with a usage opens its drawer', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link, '+971501112233'), 'decline');
  await customer.pay(link);
  const [paid, declined] = await api.usages(link);
  const detail = new LinkDetail(merchant);
  await detail.open(link.id, `?usage=${declined!.id}`);
  await expect(detail.drawer).toContainText('+971501112233');
  await expect(detail.drawer).toContainText('The customer declined or cancelled at the bank.');
  await detail.drawer.getByRole('link', { name: 'Close' }).click();
  await expect(detail.drawer).toBeHidden();

  await detail.usages.first().getByRole('link').click();
  await expect(detail.drawer).toContainText(paid!.id);
  await merchant.goBack();
  await expect(detail.drawer).toBeHidden();
});

test('Esc closes one thing, and focus goes back to what opened it', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.pay(link);
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  const row = detail.usages.first().getByRole('link');
  await row.focus();
  await merchant.keyboard.press('Enter');
  await expect(detail.drawer).toBeFocused();
  const asks = merchant.getByRole('main').getByRole('button', { name: 'Delete', exact: true }).first();
  await asks.focus();
  await merchant.keyboard.press('Enter');
  await expect(detail.dialog.getByRole('textbox')).toBeFocused();
  await merchant.keyboard.press('Escape');
  await expect(detail.dialog).toBeHidden();
  await expect(asks).toBeFocused();
  await expect(detail.drawer).toBeVisible();
  await detail.drawer.focus();
  await merchant.keyboard.press('Escape');
  await expect(detail.drawer).toBeHidden();
  await expect(row).toBeFocused();
});

test('usages are narrowed by status, in the address', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link), 'decline');
  await customer.pay(link);
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await expect(detail.usages).toHaveCount(2);
  await merchant.getByRole('navigation', { name: 'Usage status' }).getByRole('link', { name: 'Failed' }).click();
  await expect(merchant).toHaveURL(/status=failed/);
  await expect(detail.usages).toHaveCount(1);
  await expect(detail.usages).toContainText('Failed');
});

test('a link that does not exist', async ({ merchant }) => {
  await merchant.goto('/payments/links/plink_000000000000000000000000');
  await expect(merchant.getByRole('alert')).toContainText('Nothing here');
});
