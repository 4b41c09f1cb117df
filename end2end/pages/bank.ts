// The sandbox bank's page.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Account } from '../fixtures/customer.ts';

export class Bank {
  readonly main: Locator;
  readonly approve: Locator;
  readonly decline: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator('main[data-page=bank-authorise]');
    this.approve = this.main.locator('button[name=decision][value=approve]');
    this.decline = this.main.locator('button[name=decision][value=decline]');
  }

  async expectOpen(): Promise<void> {
    await expect(this.main).toBeVisible();
  }

  async pay(account: Account): Promise<void> {
    await this.main.locator('label', { has: this.page.locator(`[name=account][value=${account}]`) }).click();
    await this.approve.click();
  }
}
