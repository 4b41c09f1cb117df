// The harness itself: what a browser complains about is heard, and a test that hears it fails.
import { violations } from '../fixtures/axe.ts';
import { Complaints } from '../fixtures/complaints.ts';
import { expect, test } from '../fixtures/test.ts';

test('complaints of a browser are heard', async ({ browser, api }) => {
  const link = await api.createLink();
  const context = await browser.newContext();
  const heard = new Complaints();
  heard.follow(context);
  const page = await context.newPage();
  await page.goto(link.url);
  expect(heard.all, 'a healthy page').toEqual([]);

  const ways: [string, () => Promise<unknown>][] = [
    ['said on purpose', () => page.evaluate(() => console.error('said on purpose'))],
    ['thrown on purpose', () => page.evaluate(() => setTimeout(() => { throw new Error('thrown on purpose'); }))],
    ['Content Security Policy', () => page.evaluate(() => document.body.setAttribute('style', 'color: red')).then(() => page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = '1';
      document.body.append(script);
    }))],
    ['404', () => page.evaluate(() => fetch('/assets/none'))],
  ];
  for (const [words, provoke] of ways) {
    await provoke();
    await expect.poll(() => heard.all.some((complaint) => complaint.includes(words)), words).toBe(true);
  }

  // The status of a page itself is for tests to look at.
  const before = heard.all.length;
  await page.goto(`${link.url}x`);
  expect(heard.all.length).toBe(before);
  await context.close();
});

test('a complaint fails the test', async ({ page, api }) => {
  test.fail();
  await page.goto((await api.createLink()).url);
  await page.evaluate(() => console.error('said on purpose'));
});

test('what axe objects to is told, and only that', async ({ page, api }) => {
  await page.goto((await api.createLink()).url);
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('img')));
  expect(await violations(page)).toEqual([expect.stringContaining('image-alt')]);
  await page.reload();
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.removeAttribute('lang'));
  expect(await violations(page)).toEqual([expect.stringContaining('html-has-lang')]);
});
