// What a new link needs and is not there yet is added without leaving its form.
import { expectAccessible } from '../../fixtures/axe.ts';
import { expect, test } from '../../fixtures/test.ts';
import { CreateLink } from '../../pages/create-link.ts';
import { LinkDetail } from '../../pages/link-detail.ts';

test('an account to pay to is added, and chosen', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.fill();
  await create.form.getByRole('button', { name: 'Add an account: Paid to' }).click();
  const { dialog } = create;
  await expect(dialog.getByRole('heading')).toHaveText('Add an account to pay to');
  await dialog.getByLabel('Account holder').fill('Second Home LLC');
  await dialog.getByLabel('IBAN').last().fill('AE080331234567890123456');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.locator('.error:not([hidden]):not(:empty)')).toHaveText([/Fill this in/, /check digits/, /Choose the kind/]);
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(dialog.getByLabel('Account holder')).toHaveValue('Second Home LLC');
  await expectAccessible(merchant, 'an account with errors');

  const name = `Savings ${Date.now()}`;
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('IBAN').last().fill('AE07 0331 2345 6789 0123 456');
  await dialog.getByLabel('Kind of account').selectOption('SME');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(create.destination.locator('option:checked')).toHaveText(/^Second Home LLC, AE07 … 3456$/);
  await expect(create.amount).toHaveValue('150');
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await expect(merchant.locator('main')).toContainText('Second Home LLC');
});

test('a British account is named by its sort code', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.form.getByRole('button', { name: 'Add an account: Paid to' }).click();
  const { dialog } = create;
  await expect(dialog.getByLabel('Sort code', { exact: true })).toBeHidden();
  await dialog.getByLabel('Sort code and account number').check();
  await expect(dialog.getByRole('textbox', { name: 'IBAN' })).toBeHidden();
  await dialog.getByLabel('Name', { exact: true }).fill('London');
  await dialog.getByLabel('Account holder').fill('Palm & Stone Ltd');
  await dialog.getByLabel('Sort code', { exact: true }).fill('08-00-80');
  await dialog.getByRole('textbox', { name: 'Account number' }).fill('2132 569');
  await dialog.getByLabel('Kind of account').selectOption('CORPORATE');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByLabel('Sort code', { exact: true })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Account number' }).fill('2132 5698');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(create.destination.locator('option:checked')).toHaveText('Palm & Stone Ltd, 0800 … 5698');
});

test('a redirect URL is registered where it is wanted', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.fill();
  await create.form.getByRole('button', { name: 'Register a URL: Cancel URL' }).click();
  const { dialog } = create;
  await dialog.getByLabel('URL', { exact: true }).fill('http://shop.example.com/back');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.locator('.error')).toContainText(['Use https']);
  await expect(dialog.getByLabel('URL', { exact: true })).toBeFocused();
  await expectAccessible(merchant, 'a URL with an error');
  const url = `https://shop.example.com/back/${Date.now()}`;
  await dialog.getByLabel('URL', { exact: true }).fill(url);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(create.cancelUrl).toHaveValue(url);
  await expect(create.redirectUrl).toHaveValue('');
  await create.redirectUrl.selectOption(url);
  await create.submit.click();
  await expect(merchant).toHaveURL(/\/plink_/);
  await expect(new LinkDetail(merchant).heading).toBeVisible();
  await expect(merchant.locator('main')).toContainText(url);
});

test('Escape and Cancel leave everything as it was', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  const opener = create.form.getByRole('button', { name: 'Register a URL: Redirect URL' });
  await opener.click();
  await merchant.keyboard.press('Escape');
  await expect(create.dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await create.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(create.dialog).toBeHidden();
  await expect(create.redirectUrl).toHaveValue('');
});
