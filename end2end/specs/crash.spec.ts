// The server is taken away at the worst moment: the customer was just sent to the bank.
import { Api } from '../fixtures/api.ts';
import { Customer } from '../fixtures/customer.ts';
import { expect, test } from '../fixtures/test.ts';
import { Bank } from '../pages/bank.ts';
import { Result } from '../pages/result.ts';

test('a usage survives kill -9 right after Pay and is completed afterwards', async ({ page, ownServer }) => {
  const api = new Api(ownServer.facts);
  const link = await api.createLink({ max_usages: 1 });
  const address = ownServer.facts.url;

  const bankPage = await new Customer(address).start(link);
  await ownServer.kill();
  await ownServer.start();
  expect(ownServer.facts.url).toBe(address);
  expect(await api.onlyUsage(link)).toMatchObject({ status: 'STARTED' });
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 0, reserved_usages: 1 });

  await page.goto(bankPage);
  await new Bank(page).pay('current');
  await new Result(page).expect('PAYMENT_CREATED', 'SETTLED');
  expect(await api.onlyPayment(link)).toMatchObject({ status: 'SETTLED' });
  expect(await api.link(link.id)).toMatchObject({ completed_usages: 1, reserved_usages: 0, status: 'USED' });
});
