// The contact sheet, with the settings of the tests.
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

export default defineConfig({ ...tests, testDir: '.', globalSetup: ['./empty.ts', '../fixtures/whole-run.ts'], outputDir: '../test-results', reporter: 'line', projects: tests.projects!.slice(0, 1) });
