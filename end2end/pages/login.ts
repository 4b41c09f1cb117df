// The sign-in page.
import { type Locator, type Page } from '@playwright/test';

export class Login {
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly trouble: Locator;

  constructor(readonly page: Page) {
    const form = page.locator('form[action="/login"]');
    this.email = form.getByLabel('Email');
    this.password = form.getByLabel('Password');
    this.submit = form.getByRole('button', { name: 'Sign in' });
    this.trouble = form.getByRole('alert');
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}
