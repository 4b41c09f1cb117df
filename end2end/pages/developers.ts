// The pages for developers: keys, webhooks, events.
import { expect, type Locator, type Page } from '@playwright/test';
import { Dashboard } from './dashboard.ts';

export class Developers extends Dashboard {
  readonly tabs: Locator;
  readonly rows: Locator;
  readonly dialog: Locator;
  readonly secret: Locator;
  readonly done: Locator;

  constructor(page: Page) {
    super(page);
    this.tabs = page.getByRole('navigation', { name: 'Pages for developers' });
    this.rows = page.locator('tbody tr');
    this.dialog = page.getByRole('dialog');
    this.secret = page.locator('[data-secret]');
    this.done = page.getByRole('link', { name: 'Done' });
  }

  /** The row of the key with this name; of several the newest. */
  row(name: string): Locator {
    return this.rows.filter({ hasText: name }).first();
  }

  /** Makes a key and reads its secret off the only page that shows it. */
  async createKey(name: string, scopes: string[] = []): Promise<string> {
    await this.page.getByRole('button', { name: 'Create key' }).first().click();
    await this.dialog.getByLabel('Name').fill(name);
    if (scopes.length > 0) await this.dialog.getByLabel('Only what I choose').check();
    for (const scope of scopes) await this.dialog.getByLabel(scope).check();
    await this.dialog.getByRole('button', { name: 'Create key' }).click();
    return this.readSecret();
  }

  async readSecret(): Promise<string> {
    await expect(this.secret).toBeVisible();
    return (await this.secret.textContent())!;
  }

  /** Presses a button of a row and says yes to the question it asks. */
  async confirm(row: Locator, verb: string, choice?: string): Promise<void> {
    await row.getByRole('button', { name: verb, exact: true }).first().click();
    await expect(this.dialog).toBeVisible();
    if (choice) await this.dialog.getByLabel(choice).check();
    await this.dialog.getByRole('button', { name: verb, exact: true }).click();
  }
}
