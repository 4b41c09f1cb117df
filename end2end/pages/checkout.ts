// The page with the form. Locators are what a customer goes by: labels and the button's words.
import { expect, type Locator, type Page, type Response } from '@playwright/test';
import type { Link } from '../fixtures/api.ts';
import type { Words } from '../fixtures/words.ts';

/** How a customer without special wishes fills the form. */
interface Filled {
  phone?: string;
  email?: string;
  bank?: string;
}

export class Checkout {
  readonly main: Locator;
  readonly form: Locator;
  readonly phone: Locator;
  readonly email: Locator;
  readonly pay: Locator;
  readonly summary: Locator;

  constructor(readonly page: Page, words: Words) {
    this.main = page.locator('main[data-page=checkout]');
    this.form = this.main.locator('form');
    this.phone = this.form.getByLabel(words.phone);
    this.email = this.form.getByLabel(words.email);
    this.pay = this.form.getByRole('button', { name: words.pay });
    this.summary = this.form.locator('#summary');
  }

  /** Opens a link; `query` is what stands behind the question mark. */
  async open(link: Pick<Link, 'url'>, query: Record<string, string> = {}): Promise<Response> {
    const url = new URL(link.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await this.page.goto(url.href);
    return response!;
  }

  field(key: string): Locator {
    return this.form.locator(`[name="${key}"]`);
  }

  /** What is wrong with a field; hidden while it is fine. */
  error(key: string): Locator {
    return this.form.locator(`#f-${key}-error`);
  }

  /** The advice about the email address. */
  get advice(): Locator {
    return this.form.locator('.advice:not([hidden])');
  }

  bank(id: string): Locator {
    return this.form.locator(`input[name=bank][value=${id}]`);
  }

  /** Chooses a bank by the whole of its row, as a finger does. */
  async choose(id: string): Promise<void> {
    await this.form.locator('label', { has: this.page.locator(`[name=bank][value=${id}]`) }).click();
    await expect(this.bank(id)).toBeChecked();
  }

  async fill({ phone = '+971 50 123 4567', email, bank = 'falcon' }: Filled = {}): Promise<void> {
    await this.phone.fill(phone);
    if (email !== undefined) await this.email.fill(email);
    await this.choose(bank);
  }

  /** Fills the form and presses Pay. */
  async send(filled: Filled = {}): Promise<void> {
    await this.fill(filled);
    await this.pay.click();
  }
}
