// The list of links.
import { type Locator, type Page } from '@playwright/test';
import { Dashboard } from './dashboard.ts';

export class Links extends Dashboard {
  readonly create: Locator;
  readonly search: Locator;
  readonly rows: Locator;
  readonly total: Locator;
  readonly filters: Locator;
  readonly moreFilters: Locator;

  constructor(page: Page) {
    super(page);
    this.create = page.getByRole('link', { name: 'New link' }).first();
    this.search = page.getByRole('searchbox');
    this.rows = page.locator('table tbody tr');
    this.total = page.locator('.narrow-total');
    this.filters = page.locator('.narrow-details');
    this.moreFilters = page.getByText('Filter and sort');
  }

  async open(query = ''): Promise<void> {
    await this.goto(`/payments/links${query}`);
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** Ticks a row's box. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  }

  status(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name, exact: true });
  }
}
