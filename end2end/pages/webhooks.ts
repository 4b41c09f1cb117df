// The pages of webhooks: endpoints, their deliveries, and events.
import type { Locator, Page } from '@playwright/test';
import { Developers } from './developers.ts';

export class Webhooks extends Developers {
  /** How an endpoint or a delivery is, beside its name. */
  readonly status: Locator;
  readonly attempts: Locator;
  /** What stands above every page when something needs attention. */
  readonly notice: Locator;

  constructor(page: Page) {
    super(page);
    this.status = this.heading.locator('.badge');
    this.attempts = page.locator('.attempt');
    this.notice = page.locator('.banner.trouble');
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  }

  /** Presses a button that asks a question, and says yes. */
  async agree(verb: string): Promise<void> {
    await this.press(verb);
    await this.dialog.getByRole('button', { name: verb, exact: true }).click();
  }

  /** Adds an endpoint that hears everything, or these types. */
  async add(url: string, types: string[] = []): Promise<void> {
    await this.page.goto('/developers/webhooks/new');
    await this.page.getByLabel('Endpoint URL').fill(url);
    if (types.length > 0) await this.page.getByLabel('Only what I choose').check();
    for (const type of types) await this.page.locator(`[name=event][value="${type}"]`).check();
    await this.press('Add endpoint');
  }
}
