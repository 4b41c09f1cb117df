// A merchant's day with the dashboard in Arabic, written and laid out from the right.
import { expect, test } from '../../fixtures/test.ts';
import { arabicDashboard as words } from '../../fixtures/words.ts';
import { Dashboard } from '../../pages/dashboard.ts';

test.use({ locale: 'ar' });

test('a link is made, found, looked into and disabled in Arabic', async ({ page, api, customer, isMobile }) => {
  const dashboard = new Dashboard(page);
  const main = page.getByRole('main');
  const fromTheRight = async () => {
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  };

  await page.goto('/payments/links');
  await fromTheRight();
  await page.getByLabel(words.email).fill(api.facts.owner_email);
  await page.getByLabel(words.password).fill(api.facts.owner_password);
  await page.getByRole('button', { name: words.signIn }).click();
  await expect(page).toHaveURL('/payments/links');
  await expect(dashboard.heading).toHaveText(words.links);
  await dashboard.live();

  const reference = `ARABIC-${Date.now()}`;
  await page.getByRole('link', { name: words.newLink }).first().click();
  await expect(dashboard.heading.first()).toHaveText(words.newLinkTitle);
  await fromTheRight();
  await main.getByLabel(words.amount, { exact: true }).fill('150');
  await main.getByLabel(words.reference, { exact: true }).fill(reference);
  await page.getByRole('button', { name: words.create }).first().click();
  await expect(page).toHaveURL(/\/payments\/links\/plink_[0-9A-Za-z]{24}$/);
  await expect(dashboard.toast).toHaveText(words.created);
  await expect(dashboard.heading).toContainText(words.active);

  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  await customer.answer(await customer.start(await api.link(id), '+971507654321'), 'approve');

  await page.getByRole('navigation', { name: words.menu }).getByRole('link', { name: words.linksInMenu }).click();
  await page.getByRole('searchbox').fill(reference);
  const row = page.locator('table tbody tr');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(/150\.00\sد\.إ\./);
  await expect(row).toContainText('1 / 1,000');
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(id));
  await fromTheRight();

  await page.getByRole('region', { name: words.usages }).locator('tbody tr').getByRole('link').click();
  const drawer = page.getByRole('complementary', { name: words.usage });
  await expect(drawer).toContainText('+971507654321');
  await expect(drawer).toContainText(words.paymentCreated);
  await expect(drawer).toContainText(words.pressedPay);
  // It comes from where lines end, which is the left, and takes its time.
  if (!isMobile) await expect.poll(async () => (await drawer.boundingBox())!.x).toBe(0);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await main.getByRole('button', { name: words.disable, exact: true }).first().click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText(words.disableQuestion);
  await question.getByRole('button', { name: words.disable, exact: true }).click();
  await expect(dashboard.heading).toContainText(words.disabled);
  await fromTheRight();
  expect((await api.link(id)).status).toBe('DISABLED');
});
