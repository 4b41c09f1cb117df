// The form of a new link and the phone beside it.
import { type Locator, type Page } from '@playwright/test';
import { Dashboard } from './dashboard.ts';

export class CreateLink extends Dashboard {
  readonly form: Locator;
  readonly currency: Locator;
  readonly amount: Locator;
  readonly reference: Locator;
  readonly title: Locator;
  readonly name: Locator;
  readonly mostUsages: Locator;
  readonly address: Locator;
  readonly submit: Locator;
  readonly summary: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    super(page);
    this.form = page.locator('#link-form');
    this.currency = this.form.getByLabel('Currency');
    this.amount = this.form.getByLabel('Amount');
    this.reference = this.form.getByLabel('Reference');
    this.title = this.form.getByLabel('Title');
    this.name = this.form.getByLabel('Name', { exact: false }).and(this.form.locator('[name=name]'));
    this.mostUsages = this.form.getByLabel('Number of payments allowed');
    this.address = this.form.getByLabel('Address').and(this.form.locator('[name=slug]'));
    this.submit = page.getByRole('button', { name: 'Create payment link' }).first();
    this.summary = this.form.locator('#link-summary');
    this.preview = page.getByRole('complementary', { name: 'What your customer sees' });
  }

  async open(): Promise<void> {
    await this.goto('/payments/links/new');
  }

  /** What is wrong with a field, by its name in the API; there only while something is. */
  error(name: string): Locator {
    return this.form.locator(`#f-link-${name}-error`);
  }

  /** The fields that customers will be asked, in order. */
  get asked(): Locator {
    return this.form.locator('.asked-field');
  }
}
