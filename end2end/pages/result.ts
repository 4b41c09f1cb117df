// The result page: its statuses stand in attributes, in every language.
import { expect, type Locator, type Page } from '@playwright/test';

export class Result {
  readonly main: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator('main[data-page=result]');
  }

  /** The statuses, now or soon: a page that waits updates itself. */
  async expect(usage: string, payment?: string | RegExp): Promise<void> {
    const soon = { timeout: 20_000 };
    await expect(this.main).toHaveAttribute('data-usage-status', usage, soon);
    if (payment !== undefined) await expect(this.main).toHaveAttribute('data-payment-status', payment, soon);
  }
}
