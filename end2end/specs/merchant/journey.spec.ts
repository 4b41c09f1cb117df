// The merchant's side of the main job: make a link, send it, see it paid.
import { expect, test } from '../../fixtures/test.ts';
import { Bank } from '../../pages/bank.ts';
import { Checkout } from '../../pages/checkout.ts';
import { CreateLink } from '../../pages/create-link.ts';
import { LinkDetail } from '../../pages/link-detail.ts';
import { Links } from '../../pages/links.ts';
import { Result } from '../../pages/result.ts';

test('a merchant makes a link, copies it, and sees the payment arrive', async ({ merchant, visitor, words }) => {
  const [links, create, detail] = [new Links(merchant), new CreateLink(merchant), new LinkDetail(merchant)];
  const reference = `JOURNEY-${Date.now()}`;

  await links.open();
  await links.create.click();
  await expect(merchant).toHaveURL('/payments/links/new');
  await create.currency.selectOption('AED');
  await create.amount.fill('150');
  await create.reference.fill(reference);
  await create.title.fill('Pottery for two');
  await create.submit.click();

  await expect(merchant).toHaveURL(/\/payments\/links\/plink_[0-9A-Za-z]{24}$/);
  await expect(detail.toast).toHaveText('Link created');
  await expect(detail.heading).toContainText('Pottery for two');
  await expect(detail.heading).toContainText('Active');
  await expect.poll(() => detail.qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await merchant.evaluate(() => navigator.clipboard.writeText(''));
  await detail.copy.click();
  await expect(detail.toast).toHaveText('Copied');
  const url = await merchant.evaluate(() => navigator.clipboard.readText());

  const customer = await visitor();
  const checkout = new Checkout(customer, words);
  await checkout.open({ url });
  await expect(customer.getByRole('heading', { level: 1 })).toHaveText('Pottery for two');
  await checkout.send({ phone: '+971 50 765 4321' });
  await new Bank(customer).pay('current');
  await new Result(customer).expect('PAYMENT_CREATED', 'SETTLED');

  await expect(detail.usages).toHaveCount(1);
  await expect(detail.usages).toContainText('+971 50 765 4321'.replaceAll(' ', ''));
  await expect(detail.usages).toContainText('Payment created');
  await expect(detail.usages).toContainText('Settled');

  await detail.usages.getByRole('link').click();
  await expect(detail.drawer).toBeVisible();
  await expect(merchant).toHaveURL(/\?usage=use_[0-9A-Za-z]{24}$/);
  await expect(detail.drawer).toContainText('+971507654321');
  await expect(detail.drawer).toContainText('Payment created');
  await expect(detail.drawer).toContainText('Settled');
  await expect(detail.drawer).toContainText('Customer pressed Pay');
  for (const id of [/^use_\w{24}/, /^pay_\w{24}/]) {
    await expect(detail.drawer.getByRole('button').filter({ hasText: id })).toBeVisible();
  }
  await merchant.keyboard.press('Escape');
  await expect(detail.drawer).toBeHidden();
  await expect(merchant).toHaveURL(/\/plink_[0-9A-Za-z]{24}$/);

  await links.open(`?q=${reference}`);
  await expect(links.rows).toHaveCount(1);
  await expect(links.row(reference)).toContainText('1 / 1,000');
  await expect(links.row(reference)).toContainText(/AED\s150\.00/);
});
