// The usages of a link: narrowing and searching them, the export, what a reversed one says, and who was turned away.
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../../fixtures/axe.ts';
import { expect, test } from '../../fixtures/test.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

test('usages are narrowed by payment status and days, and found by what was entered', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link, '+971501110001'), 'decline');
  await customer.answer(await customer.start(link, '+971501110002'), 'approve');
  await expect.poll(async () => (await api.usages(link))[0]!.payment_status).toBe('SETTLED');
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await expect(detail.total).toHaveText('2 usages');
  await detail.filter.click();
  await merchant.getByLabel('Payment status').selectOption('settled');
  await merchant.getByRole('button', { name: 'Apply' }).click();
  await expect(merchant).toHaveURL(/payment=settled/);
  await expect(detail.usages).toHaveCount(1);
  await expect(detail.usages).toContainText('+971501110002');
  await expect(detail.total).toHaveText('1 usage');
  await expectAccessible(merchant, 'usages with a filter');

  await merchant.locator('.narrow-presets').getByRole('link', { name: 'Last 7 days' }).click();
  await expect(merchant).toHaveURL(/payment=settled.*started_from=-6d/);
  await expect(detail.usages).toHaveCount(1);
  await merchant.locator('.narrow-form').getByRole('link', { name: 'Clear' }).click();
  await expect(detail.usages).toHaveCount(2);
  await merchant.getByRole('searchbox').fill('0001');
  await expect(detail.usages).toHaveCount(1);
  await expect(detail.usages).toContainText('Failed');
  await merchant.reload();
  await expect(detail.usages).toHaveCount(1);
});

test('the export holds what the filters show, with each field', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.answer(await customer.start(link, '+971501110003'), 'decline');
  await customer.pay(link);
  const detail = new LinkDetail(merchant);
  await detail.open(link.id, '?status=failed');
  await expect(detail.usages).toHaveCount(1);
  const download = merchant.waitForEvent('download');
  await merchant.getByRole('link', { name: 'Export CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\ufeffid,status,payment_status,.*,identifiers\.phone,identifiers\.email$/);
  expect(lines[1]).toContain("FAILED,,150.00,AED,");
  expect(lines[1]).toContain("'+971501110003");
});

test('a payment that was taken back does not look paid', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  await customer.pay(link, 'late_reject');
  await expect.poll(async () => (await api.onlyUsage(link)).reversed_at, { timeout: 30_000 }).not.toBeNull();
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await expect(detail.usages).toContainText('Reversed');
  await expect(detail.usages).not.toContainText('Payment created');
  await detail.usages.first().getByRole('link').click();
  await expect(detail.drawer).toContainText('took the payment back after it had accepted it');
  await expectAccessible(merchant, 'usage that was reversed');
});

test('who was turned away is told with the reason, and without a name', async ({ merchant, page, api, customer }) => {
  const link = await api.createLink({ max_usages: 1 });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await expect(detail.turned).toContainText('Nobody so far');
  await customer.start(link, '+971501110004');
  await page.goto(link.url);
  await api.disable(link.id);
  await page.goto('about:blank');
  await page.goto(link.url);
  await expect(async () => {
    await merchant.reload();
    await detail.turned.locator('summary').click();
    await expect(detail.turned.getByRole('listitem')).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await expect(detail.turned).toContainText('Every place was being paid for');
  await expect(detail.turned).toContainText('The link was disabled');
  await expect(detail.turned).toContainText('opened the page');
  await expectAccessible(merchant, 'customers turned away');
});
