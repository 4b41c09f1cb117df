// The list of customers, one of them, and the form of one.
import { type Locator, type Page } from '@playwright/test';
import { Dashboard } from './dashboard.ts';

export class Customers extends Dashboard {
  readonly search: Locator;
  readonly rows: Locator;
  readonly form: Locator;
  readonly links: Locator;
  readonly usages: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    super(page);
    this.search = page.getByRole('searchbox', { name: 'Name, phone, email…' });
    this.rows = page.locator('.customers-table tbody tr');
    this.form = page.locator('.customer-form');
    this.links = page.getByRole('region', { name: 'Links' });
    this.usages = page.getByRole('region', { name: 'Usages' });
    this.dialog = page.getByRole('dialog');
  }

  async open(path = ''): Promise<void> {
    await this.goto(`/customers${path}`);
  }

  /** What is wrong with a field of the form, by its name in the API. */
  error(name: string): Locator {
    return this.form.locator(`#f-customer-${name}-error`);
  }
}
