// A page that takes no payment: which one it is stands in an attribute.
import { expect, type Locator, type Page, type Response } from '@playwright/test';

export class Dead {
  readonly main: Locator;

  constructor(readonly page: Page, readonly name: string) {
    this.main = page.locator(`main[data-page=${name}]`);
  }

  /** Says why in a heading and a sentence. */
  async expectShown(): Promise<void> {
    await expect(this.main).toBeVisible();
    await expect(this.main.getByRole('heading', { level: 1 })).not.toBeEmpty();
    await expect(this.main.locator('p.quiet')).not.toBeEmpty();
  }

  /** And how to reach the merchant. */
  async expectContacts(): Promise<void> {
    await expect(this.main.locator('a[href^="mailto:hello@palmandstone.example"]')).toBeVisible();
  }

  async expectAnswer(response: Response | null, status: number): Promise<void> {
    expect(response?.status()).toBe(status);
    await this.expectShown();
  }
}
