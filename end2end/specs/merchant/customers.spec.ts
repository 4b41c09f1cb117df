// A merchant keeps records of customers, and finds what each of them has paid.
import { expectAccessible } from '../../fixtures/axe.ts';
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';
import { Customers } from '../../pages/customers.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

/** A name that no other test has. */
const unique = (name: string) => `${name} ${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}`;

test('a customer is added, found, changed and deleted', async ({ merchant }) => {
  const customers = new Customers(merchant);
  const [name, renamed] = [unique('Lina'), unique('Omar')];
  await customers.open();
  await merchant.getByRole('main').getByRole('link', { name: 'New customer' }).first().click();
  await expect(customers.heading).toHaveText('New customer');
  await customers.live();
  await customers.form.getByLabel('Name').fill(name);
  await customers.form.getByLabel('Phone').fill('+971 50 123 4567');
  await customers.form.getByRole('button', { name: 'Create customer' }).click();
  await expect(merchant).toHaveURL(/\/customers\/cus_/);
  await expect(customers.heading).toHaveText(name);
  await expect(merchant.getByRole('link', { name: '+971501234567' })).toHaveAttribute('href', 'tel:+971501234567');

  await customers.open();
  await customers.search.fill(name);
  await expect(customers.rows).toHaveCount(1);
  await expect(merchant).toHaveURL(/q=/);
  await customers.rows.getByRole('link').first().click();
  await merchant.getByRole('main').getByRole('link', { name: 'Edit' }).click();
  await expect(customers.form.getByLabel('Phone')).toHaveValue('+971501234567');
  await customers.form.getByLabel('Name').fill(renamed);
  await customers.form.getByRole('button', { name: 'Save changes' }).click();
  await expect(customers.heading).toHaveText(renamed);

  await merchant.getByRole('main').getByRole('button', { name: 'Delete' }).first().click();
  await expectAccessible(merchant, 'the question before a customer is deleted');
  await customers.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(merchant).toHaveURL(/\/customers$/);
  await customers.open(`?q=${encodeURIComponent(renamed)}`);
  await expect(merchant.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
});

test('what is wrong is said beside its field and nothing typed is lost', async ({ merchant }) => {
  const customers = new Customers(merchant);
  await customers.open('/new');
  await customers.form.getByLabel('Phone').fill('050 123');
  await customers.form.getByLabel('Email').fill('lina@');
  await customers.form.getByLabel('Your reference').fill('CRM_42');
  await customers.form.getByRole('button', { name: 'Create customer' }).click();
  await expect(customers.error('name')).toContainText('Enter a name');
  await expect(customers.error('phone')).toBeVisible();
  await expect(customers.error('email')).toBeVisible();
  await expect(customers.form.getByLabel('Name')).toBeFocused();
  await expect(customers.form.getByLabel('Phone')).toHaveValue('050 123');
  await expect(customers.form.getByLabel('Your reference')).toHaveValue('CRM_42');
  await expectAccessible(merchant, 'a customer with errors');
});

test('everything works without JavaScript', async ({ visitor, session }) => {
  const page = await visitor({ storageState: session, locale: 'en-US', javaScriptEnabled: false });
  const customers = new Customers(page);
  const name = unique('Plain');
  await page.goto('/customers/new');
  await customers.form.getByRole('button', { name: 'Create customer' }).click();
  await expect(customers.error('name')).toContainText('Enter a name');
  await customers.form.getByLabel('Name').fill(name);
  await customers.form.getByRole('button', { name: 'Create customer' }).click();
  await expect(customers.heading).toHaveText(name);
  await page.goto('/customers');
  await customers.search.fill(name);
  await customers.search.press('Enter');
  await expect(customers.rows).toHaveCount(1);
});

test('a customer shows its links and what was paid through them', async ({ merchant, api, customer }) => {
  const name = unique('Mona');
  const { id } = await api.createCustomer({ name });
  const link = await api.createLink({ title: 'Pottery', customer_id: id });
  await customer.pay(link);
  const customers = new Customers(merchant);
  await customers.open(`/${id}`);
  await expect(customers.links.getByRole('link', { name: 'Pottery' })).toBeVisible();
  await expect(customers.usages.locator('tbody tr')).toHaveCount(1);
  await customers.usages.locator('tbody tr').getByRole('link').click();
  const detail = new LinkDetail(merchant);
  await expect(detail.drawer).toContainText(id);
  await merchant.keyboard.press('Escape');
  await merchant.getByRole('region', { name: 'Details' }).getByRole('link', { name }).click();
  await expect(customers.heading).toHaveText(name);
});

test('a link is made for a customer, who may be added in place', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  const name = unique('Salma');
  await create.open();
  await create.fill();
  await expect(create.customer).toHaveValue('');
  await create.form.getByRole('button', { name: 'Add a customer: Customer' }).click();
  const { dialog } = create;
  await dialog.getByLabel('Phone').fill('12');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expectAccessible(merchant, 'a customer to add, with errors');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Phone').fill('');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(create.customer.locator('option:checked')).toHaveText(name);
  await expect(create.amount).toHaveValue('150');
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await merchant.getByRole('region', { name: 'Details' }).getByRole('link', { name }).click();
  await expect(new Customers(merchant).heading).toHaveText(name);
});

test('from a customer a link begins with them chosen', async ({ merchant, api }) => {
  const name = unique('Huda');
  const { id } = await api.createCustomer({ name });
  await new Customers(merchant).open(`/${id}`);
  await merchant.getByRole('main').getByRole('link', { name: 'New link' }).click();
  const create = new CreateLink(merchant);
  await expect(create.customer.locator('option:checked')).toHaveText(name);
});

test('among many customers one is searched for', async ({ ownServer, visitor }) => {
  const { Api } = await import('../../fixtures/api.ts');
  const { signIn } = await import('../../fixtures/session.ts');
  const api = new Api(ownServer.facts);
  await api.createCustomer({ name: 'Zaynab Karim' });
  for (let n = 0; n < 51; n += 1) await api.createCustomer({ name: `Customer ${n}` });
  const page = await visitor({ storageState: await signIn(ownServer.facts), locale: 'en-US', baseURL: ownServer.facts.url });
  const create = new CreateLink(page);
  await create.open();
  await create.fill();
  await expect(create.customer.locator('option')).toHaveCount(51);
  await create.form.getByRole('searchbox', { name: 'Search customers' }).fill('zayn');
  await expect(create.customer.locator('option')).toHaveText(['None', 'Zaynab Karim']);
  await create.customer.selectOption('Zaynab Karim');
  await create.form.getByRole('searchbox', { name: 'Search customers' }).fill('');
  await expect(create.customer.locator('option:checked')).toHaveText('Zaynab Karim');
  // A reload keeps who was chosen, although only a search finds them.
  await page.reload();
  await create.live();
  await expect(create.customer.locator('option:checked')).toHaveText('Zaynab Karim');
  await create.submit.click();
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Zaynab Karim');
});
