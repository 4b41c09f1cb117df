// One link, its usages, and the drawer of one usage.
import { expect, type Locator, type Page } from '@playwright/test';
import { Dashboard } from './dashboard.ts';

export class LinkDetail extends Dashboard {
  readonly qr: Locator;
  readonly copy: Locator;
  readonly share: Locator;
  readonly results: Locator;
  readonly activity: Locator;
  readonly usages: Locator;
  readonly total: Locator;
  readonly filter: Locator;
  readonly turned: Locator;
  readonly drawer: Locator;
  readonly dialog: Locator;
  readonly name: Locator;

  constructor(page: Page) {
    super(page);
    this.qr = page.getByRole('img', { name: 'QR code of the link' });
    this.copy = page.getByRole('button', { name: 'Copy link' });
    this.share = page.getByRole('region', { name: 'Share' });
    this.results = page.getByRole('region', { name: 'Results' });
    this.activity = page.locator('details.activity:not(.turned)');
    this.turned = page.locator('details.turned');
    this.total = page.locator('.narrow-total');
    this.filter = page.locator('.narrow-details > summary');
    this.usages = page.getByRole('region', { name: 'Usages' }).locator('tbody tr');
    this.drawer = page.getByRole('complementary', { name: 'Usage' });
    this.dialog = page.getByRole('dialog');
    this.name = page.locator('h1 > bdi');
  }

  async open(id: string, query = ''): Promise<void> {
    await this.goto(`/payments/links/${id}${query}`);
  }

  /** Presses a button and says yes to the question it asks. */
  async confirm(verb: 'Disable' | 'Enable' | 'Delete'): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: verb, exact: true }).first().click();
    await expect(this.dialog).toBeVisible();
    if (verb === 'Delete') await this.dialog.getByRole('textbox').fill((await this.name.textContent())!);
    await this.dialog.getByRole('button', { name: verb, exact: true }).click();
  }
}
