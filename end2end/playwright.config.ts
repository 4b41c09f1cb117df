// Runs the finished product with its sandbox bank and drives it as a payer and as a merchant would.
// One server serves the whole run; each test makes the links it needs, so all of them can run at once.
import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';

// The system's Chromium where there is one: Playwright's own cannot be downloaded everywhere.
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

const browser = {
  launchOptions: {
    executablePath,
    // No sandbox: build machines run as root. The rest keeps the browser from talking to its maker.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 }, ...browser };
const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, ...browser };

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  globalSetup: './fixtures/whole-run.ts',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  timeout: 45_000,
  // Pictures are only taken when somebody asks for it.
  updateSnapshots: 'none',
  snapshotPathTemplate: 'snapshots/{arg}{ext}',
  expect: { timeout: 10_000, toHaveScreenshot: { animations: 'disabled', maxDiffPixelRatio: 0.002 } },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: { locale: 'en-US', trace: { mode: 'retain-on-failure', screenshots: false }, screenshot: 'only-on-failure' },
  projects: [
    { name: 'desktop', use: desktop },
    { name: 'phone', testMatch: ['payer/**', 'merchant/**'], use: phone },
    { name: 'no-javascript', testMatch: 'payer/**', use: { ...phone, javaScriptEnabled: false } },
    { name: 'arabic', testMatch: 'payer/**', use: { ...phone, locale: 'ar' } },
  ],
});
