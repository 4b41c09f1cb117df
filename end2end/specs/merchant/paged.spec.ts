// More rows than one page holds: the pages beside it, and an address for each of them.
import { expect, test } from '../../fixtures/test.ts';
import { LinkDetail } from '../../pages/link-detail.ts';
import { Links } from '../../pages/links.ts';

/** Rows on a page. */
const PAGE = 25;

test('links come in pages, and the address says which', async ({ merchant, api }) => {
  const word = `Paged${Date.now()}`;
  const names: string[] = [];
  for (let n = 1; n <= 2 * PAGE + 2; n += 1) {
    names.unshift(`${word} ${n}`);
    await api.createLink({ name: names[0] });
  }
  const pages = [names.slice(0, PAGE), names.slice(PAGE, 2 * PAGE), names.slice(2 * PAGE)] as const;
  const links = new Links(merchant);
  const shown = links.rows.locator('.row-name');
  const previous = links.pager.getByRole('link', { name: 'Previous' });
  const next = links.pager.getByRole('link', { name: 'Next' });
  await links.open(`?q=${word}`);
  await expect(shown).toHaveText(pages[0]);
  await expect(links.total).toHaveText('52 links');
  await expect(previous).toHaveCount(0);

  await next.click();
  await expect(merchant).toHaveURL(new RegExp(`q=${word}&after=plink_`));
  await expect(shown).toHaveText(pages[1]);
  await expect(links.total).toHaveText('52 links');
  await next.click();
  await expect(shown).toHaveText(pages[2]);
  await expect(next).toHaveCount(0);

  await previous.click();
  await expect(merchant).toHaveURL(new RegExp(`q=${word}&before=plink_`));
  await expect(shown).toHaveText(pages[1]);
  await merchant.reload();
  await links.live();
  await expect(shown).toHaveText(pages[1]);
  await previous.click();
  await expect(shown).toHaveText(pages[0]);
  await expect(previous).toHaveCount(0);
  await merchant.goBack();
  await expect(shown).toHaveText(pages[1]);
  await merchant.goBack();
  await expect(merchant).toHaveURL(/after=/);
  await expect(shown).toHaveText(pages[2]);

  // What narrows the list begins at its first page.
  await links.status('Active').click();
  await expect(merchant).toHaveURL(new RegExp(`status=active&q=${word}$`));
  await expect(shown).toHaveText(pages[0]);
});

test('the usages of a link come in pages, and a drawer leaves them where they are', async ({ merchant, api, customer }) => {
  const link = await api.createLink();
  const phones: string[] = [];
  for (let n = 1; n <= PAGE + 2; n += 1) {
    phones.unshift(`+9715011200${String(n).padStart(2, '0')}`);
    await customer.start(link, phones[0]);
  }
  const pages = [phones.slice(0, PAGE), phones.slice(PAGE)] as const;
  const detail = new LinkDetail(merchant);
  const shown = detail.usages.locator('[data-label=Customer]');
  await detail.open(link.id);
  await expect(shown).toHaveText(pages[0]);
  await expect(detail.total).toHaveText('27 usages');

  await detail.pager.getByRole('link', { name: 'Next' }).click();
  await expect(merchant).toHaveURL(/\?after=use_/);
  await expect(shown).toHaveText(pages[1]);
  await expect(detail.pager.getByRole('link')).toHaveText(['Previous']);
  await detail.usages.last().getByRole('link').click();
  await expect(merchant).toHaveURL(/after=use_.*usage=use_/);
  await expect(detail.drawer).toContainText(phones.at(-1)!);
  await expect(shown).toHaveText(pages[1]);
  await detail.drawer.getByRole('link', { name: 'Close' }).click();
  await expect(detail.drawer).toBeHidden();
  await expect(merchant).toHaveURL(/\?after=use_/);
  await expect(shown).toHaveText(pages[1]);

  await detail.pager.getByRole('link', { name: 'Previous' }).click();
  await expect(merchant).toHaveURL(/\?before=use_/);
  await expect(shown).toHaveText(pages[0]);
  await expect(detail.pager.getByRole('link')).toHaveText(['Next']);
  await merchant.goBack();
  await expect(shown).toHaveText(pages[1]);
});
