// The form of a new link and the phone beside it.
import { expect, type Locator, type Page } from '@playwright/test';
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
  readonly expires: Locator;
  readonly destination: Locator;
  readonly customer: Locator;
  readonly redirectUrl: Locator;
  readonly cancelUrl: Locator;
  readonly discard: Locator;
  readonly dialog: Locator;
  readonly preview: Locator;
  /** The customer's page in the phone. */
  readonly screen: Locator;

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
    this.expires = this.form.locator('[name=expires_at]');
    this.destination = this.form.getByLabel('Paid to', { exact: true });
    this.customer = this.form.getByRole('combobox', { name: 'Customer' });
    this.redirectUrl = this.form.getByRole('combobox', { name: 'Redirect URL' });
    this.cancelUrl = this.form.getByRole('combobox', { name: 'Cancel URL' });
    this.discard = page.getByRole('button', { name: 'Discard draft' });
    this.dialog = page.getByRole('dialog');
    this.preview = page.getByRole('complementary', { name: 'What your customer sees' });
    this.screen = this.preview.locator('.checkout');
  }

  async open(): Promise<void> {
    await this.goto('/payments/links/new');
  }

  /** What is wrong with a field, by its name in the API; there only while something is. */
  error(name: string): Locator {
    return this.form.locator(`#f-link-${name}-error`);
  }

  /** Shows another page, language or theme in the phone, by the words of its radio button. */
  async show(words: string): Promise<void> {
    await this.preview.locator('label', { hasText: new RegExp(`^${words}$`) }).click();
    await expect(this.preview.getByRole('radio', { name: words, exact: true })).toBeChecked();
  }

  /** The least that a link needs. */
  async fill(): Promise<void> {
    await this.amount.fill('150');
    await this.reference.fill('INV-1042');
  }

  /** The names of the fields, in the order they stand in. */
  get names(): Locator {
    return this.asked.locator('.asked-name bdi');
  }

  /** Where a field is taken hold of. */
  grip(label: string): Locator {
    return this.form.getByRole('button', { name: `Move ${label}`, exact: true });
  }

  /** The fields that customers will be asked, in order. */
  get asked(): Locator {
    return this.form.locator('.asked-field');
  }
}
