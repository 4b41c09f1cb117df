// What all pages of the dashboard share.
import { expect, type Locator, type Page } from '@playwright/test';

export class Dashboard {
  readonly heading: Locator;
  /** The words that say what was just done. */
  readonly toast: Locator;
  /** Says when no news come through. */
  readonly liveState: Locator;
  /** Leads to the pages beside this one of a list. */
  readonly pager: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('main').getByRole('heading', { level: 1 });
    this.toast = page.locator('.toast');
    this.liveState = page.locator('.live-state');
    this.pager = page.getByRole('navigation', { name: 'Pages' });
  }

  /** Goes to a path and waits until the page answers to a hand, not only shows. */
  async goto(path: string): Promise<void> {
    await this.page.goto(path);
    await this.live();
  }

  /** Shows a path whose script comes late; what is returned lets it come. */
  async gotoEarly(path: string): Promise<() => Promise<void>> {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await this.page.route(/\.wasm/, async (route) => {
      await held;
      await route.continue();
    });
    await this.page.goto(path, { waitUntil: 'commit' });
    return async () => {
      release();
      await this.live();
    };
  }

  async live(): Promise<void> {
    await expect(this.page.locator('body[data-live]')).toBeAttached();
  }
}
