// The dashboard by keyboard.
import { expect, test } from '../fixtures/test.ts';
import { CreateLink } from '../pages/create-link.ts';
import { Links } from '../pages/links.ts';

test('/ goes to the search and n to a new link, but not while writing', async ({ merchant }) => {
  const links = new Links(merchant);
  await links.open();
  await merchant.keyboard.press('/');
  await expect(links.search).toBeFocused();
  await merchant.keyboard.type('/n');
  await expect(links.search).toHaveValue('/n');
  await expect(merchant).toHaveURL(/q=%2Fn/);
  await links.search.blur();
  await merchant.keyboard.press('n');
  await expect(merchant).toHaveURL('/payments/links/new');
});

test('a link is made without a mouse', async ({ merchant }) => {
  const create = new CreateLink(merchant);
  await create.open();
  await create.amount.focus();
  await merchant.keyboard.type('25');
  await merchant.keyboard.press('Tab');
  await expect(create.reference).toBeFocused();
  await merchant.keyboard.type('KEYS-1');
  await merchant.keyboard.press('Control+Enter');
  await expect(merchant).toHaveURL(/\/plink_/);
});

test('the first Tab offers to skip the menu', async ({ merchant }) => {
  await new Links(merchant).open();
  await merchant.keyboard.press('Tab');
  const skip = merchant.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await merchant.keyboard.press('Enter');
  await expect(merchant.getByRole('main')).toBeFocused();
});
