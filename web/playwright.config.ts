import { defineConfig, devices } from '@playwright/test';
import { e2eSettings, isFullScale } from './e2e/config.ts';

const { url, chromium } = e2eSettings();

// What people do on a phone, and a look at every page; at full scale all journeys are made at both sizes.
const ON_PHONES = ['check-in', 'every-page', 'muster', 'navigation', 'phone-link', 'push'];

/** Journeys through the product in a real Chromium, on the size of a desk and of a phone. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  // One product serves all journeys, and two cores draw its maps.
  workers: 1,
  // A busy machine draws a map in a minute that takes a second alone; what never comes fails all the same.
  timeout: 180_000,
  // What hangs for all of them ends too.
  globalTimeout: 50 * 60_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: url,
    locale: 'en-GB',
    // Recording costs a fifth of the time of a journey; what fails is made again and recorded then.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'desk', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testMatch: isFullScale() ? '**/*.spec.ts' : ON_PHONES.map((name) => `**/${name}.spec.ts`),
      use: { ...devices['Desktop Chrome'], viewport: { width: 360, height: 740 }, hasTouch: true },
    },
  ],
});
