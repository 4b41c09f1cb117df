// WCAG 2.2 AA on every page, in every language, light and dark, narrow and wide.
import type { Page } from '@playwright/test';
import { Api } from '../fixtures/api.ts';
import { expectAccessible } from '../fixtures/axe.ts';
import { Customer } from '../fixtures/customer.ts';
import { expect, test } from '../fixtures/test.ts';

test.describe.configure({ timeout: 120_000 });

for (const lang of ['en', 'ar', 'fr']) {
  test.describe(lang, () => {
    /** Opens an address in this language and looks at it. */
    const look = async (page: Page, name: string, url: string, main: string) => {
      await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${lang}`);
      await expect(page.locator(main)).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expectAccessible(page, name);
    };

    test('the checkout and the bank', async ({ page, api }) => {
      const text = { type: 'TEXT', display_label: 'Company', limit: 200 };
      const identifiers = [{ type: 'MOBILE_PHONE' }, { type: 'EMAIL', required: false }, text];
      const expires_at = new Date(Date.now() + 50 * 60_000).toISOString();
      const link = await api.createLink({ title: 'Ceramics workshop', description: 'Clay included.', identifiers, expires_at });
      const checkout = 'main[data-page=checkout]';
      await look(page, 'checkout', `${link.url}?prefill_email=lina@gmial.com`, checkout);
      await page.locator('#pay').click();
      await expect(page.locator('#summary')).toBeVisible();
      await expectAccessible(page, 'checkout with errors');
      await page.locator('[name=phone]').fill('+971501234567');
      await page.locator('textarea').fill('Palm & Stone');
      await page.locator('.bank').first().click();
      await page.locator('#pay').click();
      await expect(page.locator('main[data-page=bank-authorise]')).toBeVisible();
      await expectAccessible(page, 'bank');
    });

    test('the bank after an answer, and where nothing was asked', async ({ page, api, customer }) => {
      const bank = await customer.start(await api.createLink());
      await customer.answer(bank, 'decline');
      await look(page, 'bank, answered', bank, 'main[data-page=bank-answered]');
      const unknown = new URL(bank);
      unknown.searchParams.set('request_uri', 'none');
      await look(page, 'bank, unknown', unknown.href, 'main[data-page=bank-unknown]');
    });

    test('when the bank is away, and when time ran out', async ({ page, hastyServer }) => {
      const api = new Api(hastyServer.facts);
      const link = await api.createLink();
      await api.breakBank('par');
      await page.goto(`${link.url}?lang=${lang}`);
      await page.locator('[name=phone]').fill('+971501234567');
      await page.locator('.bank').first().click();
      await page.locator('#pay').click();
      await expect(page.locator('form [role=alert]').first()).toBeVisible();
      await expectAccessible(page, 'bank unreachable');

      const late = await api.createLink();
      await new Customer(hastyServer.facts.url).start(late);
      await expect.poll(async () => (await api.onlyUsage(late)).status).toBe('EXPIRED');
      await look(page, 'expired', (await api.onlyUsage(late)).page_url, 'main[data-usage-status=EXPIRED]');
    });

    test('where there is no page', async ({ page, api }) => {
      await look(page, 'error', `${api.facts.url}/l/some/where/else`, 'main[data-page=error]');
    });

    test('results', async ({ page, api, customer }) => {
      const link = await api.createLink({ redirect_url: 'http://localhost:3000/thanks' });
      const closed = await api.createLink();
      const results = {
        paid: await customer.pay(link),
        failed: await customer.pay(link, 'empty'),
        checking: await customer.pay(link, 'silent'),
        held: await customer.pay(link, 'held'),
        waiting: (await customer.start(link), (await api.usages(link))[0]!.page_url),
        closed: await customer.answer(await customer.start(closed), 'decline'),
      };
      await api.disable(closed.id);
      const late = await api.createLink();
      const reversed = await customer.pay(late, 'late_reject');
      await expect.poll(async () => (await api.onlyUsage(late)).reversed_at, { timeout: 30_000 }).not.toBeNull();
      await look(page, 'reversed', reversed, 'main[data-payment-status=REJECTED]');
      for (const [name, url] of Object.entries(results)) await look(page, name, url, 'main[data-page=result]');
      const receipt = 'main[data-page=receipt]';
      await look(page, 'receipt', `${results.paid}/receipt`, receipt);
      await look(page, 'receipt of a payment taken back', `${reversed}/receipt`, receipt);
    });

    test('who comes back', async ({ page, api, customer }) => {
      const link = await api.createLink();
      const paid = await customer.start(link, '+971501234567');
      await customer.answer(paid, 'approve');
      await expect.poll(async () => (await api.onlyUsage(link)).status).toBe('PAYMENT_CREATED');
      const checkout = 'main[data-page=checkout]';
      const pay = async (phone: string) => {
        await page.locator('[name=phone]').fill(phone);
        await page.locator('.bank').first().click();
        await page.locator('#pay').click();
      };
      await look(page, 'checkout', link.url, checkout);
      await pay('+971501234567');
      await expect(page.locator('#pay-again')).toBeVisible();
      await expectAccessible(page, 'asked before paying again');
      await pay('+971501234568');
      await expect(page.locator('main[data-page=bank-authorise]')).toBeVisible();
      await look(page, 'checkout with an attempt that waits', link.url, `${checkout} .waiting`);
    });

    test('links that take no payment', async ({ page, api, customer }) => {
      const [disabled, deleted, used, full] = [await api.createLink(), await api.createLink(), await api.createLink({ max_usages: 1 }), await api.createLink({ max_usages: 1 })];
      await api.disable(disabled.id);
      await api.delete(deleted.id);
      await customer.pay(used);
      await customer.start(full);
      const expired = await api.createLink({ expires_at: new Date(Date.now() + 1_500).toISOString() });
      await expect.poll(async () => (await api.link(expired.id)).status).toBe('EXPIRED');
      for (const [name, { url }] of Object.entries({ disabled, deleted, used, full, expired })) {
        await look(page, name, url, `main[data-page=${name}]`);
      }
      await look(page, 'unknown', `${api.facts.url}/l/none`, 'main[data-page=unknown]');
    });

    test('signing in', async ({ page }) => {
      await look(page, 'login', '/login', 'form');
      await look(page, 'login after a wrong password', '/login?error=wrong', '[role=alert]');
    });

    test('the list of links', async ({ merchant, api, customer }) => {
      const link = await api.createLink({ name: 'With a name', expires_at: new Date(Date.now() + 9e8).toISOString() });
      await customer.start(link);
      await api.disable((await api.createLink()).id);
      await look(merchant, 'links', '/payments/links', 'table');
      await look(merchant, 'no link', '/payments/links?q=no-such-link', '.empty');
    });

    test('the form of a new link', async ({ merchant }) => {
      await look(merchant, 'new link', '/payments/links/new', '#link-form');
      await expect(merchant.locator('body[data-live]')).toBeAttached();
      await merchant.locator('.asked-add button').nth(1).click();
      await merchant.locator('button[form=link-form]').first().click();
      await expect(merchant.locator('#link-summary')).toBeVisible();
      await expectAccessible(merchant, 'new link with errors');
    });

    test('a link with everything unfolded, its poster, and a usage that failed', async ({ merchant, api, customer }) => {
      const link = await api.createLink({ title: 'Ceramics workshop' });
      await customer.answer(await customer.start(link), 'decline');
      const declined = await api.onlyUsage(link);
      await look(merchant, 'usage that failed', `/payments/links/${link.id}?usage=${declined.id}`, '.drawer .why');
      // Around the sheet it speaks the dashboard's language, which the page before has set.
      await look(merchant, 'poster', `/payments/links/${link.id}/poster?size=a6`, 'main[data-page=poster]');
      await merchant.goto(`/payments/links/${link.id}`);
      await merchant.locator('.more-way, .activity').evaluateAll((parts) => parts.forEach((part) => part.setAttribute('open', '')));
      await expectAccessible(merchant, 'link with everything unfolded');
    });

    test('one link', async ({ merchant, api, customer }) => {
      const link = await api.createLink({ title: 'Ceramics workshop', description: 'Clay included.', redirect_url: 'http://localhost:3000/thanks' });
      await look(merchant, 'link without usages', `/payments/links/${link.id}`, '.figures');
      await customer.answer(await customer.start(link), 'decline');
      await customer.pay(link);
      const [paid] = await api.usages(link);
      await look(merchant, 'link', `/payments/links/${link.id}`, '.figures');
      await look(merchant, 'usage', `/payments/links/${link.id}?usage=${paid!.id}`, '.drawer');
      await merchant.goto(`/payments/links/${link.id}`);
      await expect(merchant.locator('body[data-live]')).toBeAttached();
      await merchant.locator('.top-end button[popovertarget]').first().click();
      await expect(merchant.getByRole('dialog')).toBeVisible();
      await expectAccessible(merchant, 'question');
    });
  });
}
