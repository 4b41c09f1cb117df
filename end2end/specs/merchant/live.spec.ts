// What happens elsewhere shows by itself, and disturbs nobody who is doing something.
import { Api } from '../../fixtures/api.ts';
import { Customer } from '../../fixtures/customer.ts';
import { signIn } from '../../fixtures/session.ts';
import { expect, test } from '../../fixtures/test.ts';
import { LinkDetail } from '../../pages/link-detail.ts';
import { Links } from '../../pages/links.ts';

test('a payment shows in the list, the counts, the usages and the drawer without a reload', async ({ merchant, visitor, session, api, customer }) => {
  const name = `Live${Date.now()}`;
  const link = await api.createLink({ name, max_usages: 2 });
  const [links, detail] = [new Links(merchant), new LinkDetail(await visitor({ storageState: session, locale: 'en-US' }))];
  await links.open(`?q=${name}`);
  await expect(links.row(name)).toContainText('0 / 2');
  await detail.open(link.id);
  await expect(detail.usages).toHaveCount(0);

  const bank = await customer.start(link, '+971501112233');
  await expect(links.row(name)).toContainText('1 paying now');
  await expect(detail.usages).toHaveCount(1);
  await expect(detail.usages).toContainText('Started');
  await detail.usages.getByRole('link').click();
  await expect(detail.drawer).toContainText('+971501112233');
  await expect(detail.drawer).toContainText('Started');

  await customer.answer(bank, 'approve');
  await expect(links.row(name)).toContainText('1 / 2');
  await expect(links.row(name)).not.toContainText('paying now');
  await expect(detail.usages).toContainText('Payment created');
  await expect(detail.drawer).toContainText('Settled');
  await expect(detail.results).toContainText(/AED\s150\.00/);
  await expect(detail.page.locator('.figures')).toContainText('1 / 2');

  await customer.pay(link);
  await expect(links.row(name)).toContainText('Used');
  await expect(detail.heading).toContainText('Used');
  await expect(detail.usages).toHaveCount(2);
  await expect(detail.drawer).toContainText('+971501112233');
});

test('what somebody is doing in the list survives a change', async ({ merchant, api }) => {
  const word = `Calm${Date.now()}`;
  const ticked = await api.createLink({ name: `${word} ticked` });
  const other = await api.createLink({ name: `${word} other` });
  const links = new Links(merchant);
  await links.open(`?q=${word}`);
  await expect(links.total).toHaveText('2 links');
  await links.choose(`${word} ticked`);
  await links.moreFilters.click();
  const least = merchant.getByLabel('Amount from');
  await least.pressSequentially('12');

  await api.createLink({ name: `${word} new` });
  await expect(links.rows).toHaveCount(3);
  await expect(links.total).toHaveText('3 links');
  await api.disable(other.id);
  await expect(links.row(`${word} other`)).toContainText('Disabled');
  await api.delete(other.id);
  await expect(links.rows).toHaveCount(2);

  const boxes = merchant.locator('input[type=checkbox][name=id]:checked');
  await expect(boxes).toHaveCount(1);
  await expect(boxes).toHaveValue(ticked.id);
  await expect(links.filters).toHaveAttribute('open', '');
  await expect(least).toBeFocused();
  await expect(least).toHaveValue('12');
});

test('an open question and what is typed there survive a payment', async ({ merchant, api, customer }) => {
  const link = await api.createLink({ name: 'Calm question' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await detail.activity.locator('summary').click();
  await merchant.getByRole('button', { name: 'Delete', exact: true }).first().click();
  const name = detail.dialog.getByRole('textbox');
  await name.fill('Calm');
  await customer.pay(link);
  await expect(detail.usages).toContainText('Settled');
  await expect(detail.page.locator('.figures')).toContainText('1 / 1,000');
  await expect(detail.dialog).toBeVisible();
  await expect(name).toHaveValue('Calm');
  await expect(name).toBeFocused();
  await expect(detail.activity).toHaveAttribute('open', '');
});

test('a server that was away: the page says so, and then shows what was missed', async ({ visitor, ownServer, complaints }) => {
  complaints.expect(/Failed to load resource: net::ERR_/);
  const page = await visitor({ storageState: await signIn(ownServer.facts), locale: 'en-US' });
  const links = new Links(page);
  await page.goto(`${ownServer.facts.url}/payments/links`);
  await links.live();
  const before = await links.rows.count();

  // Nobody who only listens keeps it from stopping.
  const asked = Date.now();
  await ownServer.stop();
  expect(Date.now() - asked).toBeLessThan(8_000);
  await expect(links.liveState).toHaveText('Not live: reconnecting');
  await ownServer.start();
  const api = new Api(ownServer.facts);
  const link = await api.createLink({ name: 'Made meanwhile' });
  await expect(links.row('Made meanwhile')).toBeVisible({ timeout: 20_000 });
  await expect(links.rows).toHaveCount(before + 1);
  await expect(links.liveState).toHaveText('');

  await new Customer(ownServer.facts.url).start(link);
  await expect(links.row('Made meanwhile')).toContainText('1 paying now');
});

test('without a connection the page says that, and shows what it has', async ({ merchant, api, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED \(.*\/live\?/);
  const link = await api.createLink({ name: 'Far away' });
  const detail = new LinkDetail(merchant);
  await detail.open(link.id);
  await merchant.context().setOffline(true);
  await expect(detail.liveState).toHaveText('You are offline');
  await api.disable(link.id);
  await expect(detail.heading).toContainText('Far away');
  await merchant.context().setOffline(false);
  await expect(detail.liveState).toHaveText('');
  await expect(detail.heading).toContainText('Disabled');
});
