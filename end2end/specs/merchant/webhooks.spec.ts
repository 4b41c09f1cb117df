// Where events go: an endpoint is added, tried, paused, mended and deleted, and what went wrong is found.
import { Webhook } from 'standardwebhooks';
import { Api } from '../../fixtures/api.ts';
import { expectAccessible } from '../../fixtures/axe.ts';
import { Receiver } from '../../fixtures/receiver.ts';
import { signIn } from '../../fixtures/session.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Webhooks } from '../../pages/webhooks.ts';

const WEBHOOKS = '/developers/webhooks';

test('an endpoint is added, tried, paused and deleted', async ({ merchant }) => {
  const receiver = await Receiver.open();
  const webhooks = new Webhooks(merchant);
  await webhooks.goto(WEBHOOKS);
  await expect(webhooks.tabs.getByRole('link', { name: 'Webhooks' })).toHaveAttribute('aria-current', 'page');
  await merchant.getByRole('link', { name: 'Add endpoint' }).first().click();
  await expect(merchant).toHaveURL(`${WEBHOOKS}/new`);

  await webhooks.add('nowhere', ['usage.failed']);
  await expect(merchant.getByText('Enter a full URL')).toBeVisible();
  await expect(merchant.getByLabel('Endpoint URL')).toHaveValue('nowhere');
  await expect(merchant.locator('[name=event][value="usage.failed"]')).toBeChecked();
  await merchant.getByLabel('Endpoint URL').fill(receiver.url);
  await merchant.getByLabel('Description').fill('Web shop');
  await webhooks.press('Add endpoint');
  const secret = await webhooks.readSecret();
  expect(secret).toMatch(/^whsec_/);
  expect(merchant.url()).not.toContain(secret.slice(6));

  await webhooks.done.click();
  await expect(webhooks.heading).toContainText(receiver.url);
  await expect(webhooks.status).toHaveText('Enabled');
  await expect(merchant.getByText('Nothing sent yet')).toBeVisible();
  await expect(merchant.getByText(secret)).toHaveCount(0);
  const page = merchant.url();

  await webhooks.live();
  await webhooks.press('Send test event');
  await expect(webhooks.heading).toContainText('webhook_endpoint.test');
  await expect(webhooks.status).toHaveText('Delivered');
  await expect(webhooks.attempts).toHaveCount(1);
  await expect(webhooks.attempts).toContainText('204');
  expect(receiver.received).toHaveLength(1);
  const { headers, body } = receiver.received[0]!;
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'webhook_endpoint.test' });
  await webhooks.press('Send again');
  await expect(webhooks.attempts).toHaveCount(2);

  await merchant.goto(page);
  await expect(webhooks.rows).toHaveCount(1);
  await webhooks.press('Pause');
  await expect(webhooks.status).toHaveText('Paused');
  await expect(merchant.getByText('This endpoint is paused')).toBeVisible();
  await webhooks.press('Resume');
  await expect(webhooks.status).toHaveText('Enabled');

  await webhooks.agree('Rotate secret');
  expect(await webhooks.readSecret()).not.toBe(secret);
  await expect(merchant.getByText('is signed with the old secret too')).toBeVisible();
  await webhooks.done.click();
  await webhooks.agree('Delete');
  await expect(merchant).toHaveURL(WEBHOOKS);
  await expect(merchant.getByText(receiver.url)).toHaveCount(0);
  await receiver.close();
});

test('an endpoint that was disabled is said above every page, mended, and sent what it has missed', async ({ ownServer, visitor }) => {
  const api = new Api(ownServer.facts);
  const receiver = await Receiver.open();
  const endpoint = await api.createEndpoint(receiver.url, ['payment_link.created']);
  const session = await signIn(ownServer.facts);
  const page = await visitor({ storageState: session, baseURL: ownServer.facts.url, locale: 'en-US' });
  const webhooks = new Webhooks(page);
  receiver.status = 410;
  await api.createLink();
  await expect(async () => {
    await page.goto('/payments/links');
    await expect(webhooks.notice).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(webhooks.notice).toContainText(receiver.url);
  await api.createLink();

  await webhooks.live();
  await webhooks.notice.getByRole('link', { name: 'See why' }).click();
  await expect(page).toHaveURL(`${WEBHOOKS}/${endpoint.id}`);
  await expect(page.getByText('Remit has disabled this endpoint')).toBeVisible();
  await expect(page.getByText('410 Gone')).toBeVisible();
  await expectAccessible(page, 'endpoint that was disabled');
  receiver.status = 204;
  await webhooks.press('Enable again');
  await expect(webhooks.status).toHaveText('Enabled');
  await expect(webhooks.notice).toHaveCount(0);
  const before = receiver.received.length;
  await webhooks.agree('Send missed events');
  await expect.poll(() => receiver.received.length, 'what was missed came').toBe(before + 2);
  await page.goto(`${WEBHOOKS}/${endpoint.id}?status=succeeded`);
  await expect(webhooks.rows).toHaveCount(2);
  await receiver.close();
});

test('an event is found by its link, and shows what was sent to whom', async ({ merchant, api }) => {
  const receiver = await Receiver.open();
  const endpoint = await api.createEndpoint(receiver.url, ['payment_link.disabled']);
  const link = await api.createLink();
  await api.disable(link.id);
  await expect.poll(() => receiver.received.length, 'the webhook came').toBe(1);
  const webhooks = new Webhooks(merchant);
  await webhooks.goto('/developers/events');
  await merchant.getByLabel('Type of event').selectOption('payment_link.disabled');
  await merchant.getByLabel('ID of a link, usage or payment').fill(link.id);
  await webhooks.press('Show');
  await expect(webhooks.rows).toHaveCount(1);
  await webhooks.rows.getByRole('link').click();
  await expect(webhooks.heading).toContainText('payment_link.disabled');
  await expect(merchant.locator('.code-block')).toContainText(link.id);
  await expect(webhooks.rows).toContainText(receiver.url);
  await webhooks.rows.getByRole('link').click();
  await expect(webhooks.attempts).toHaveCount(1);
  await api.deleteEndpoint(endpoint.id);
  await receiver.close();
});

test('an endpoint is added without a script too', async ({ visitor, session }) => {
  const receiver = await Receiver.open();
  const page = await visitor({ storageState: session, javaScriptEnabled: false, locale: 'en-US' });
  const webhooks = new Webhooks(page);
  await webhooks.add(receiver.url, ['usage.reversed']);
  expect(await webhooks.readSecret()).toMatch(/^whsec_/);
  await webhooks.done.click();
  await webhooks.press('Send test event');
  await expect(webhooks.status).toHaveText('Delivered');
  await page.goBack();
  await webhooks.agree('Delete');
  await expect(page).toHaveURL(WEBHOOKS);
  await receiver.close();
});
