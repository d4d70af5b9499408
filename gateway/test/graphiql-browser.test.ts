import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium, type Browser, type Page } from '@playwright/test';
import { systemClock } from '@trekker/kit';
import { viewerAuthority } from '../src/authorisation/viewer-authority.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';

const JOINED = '{ people(first: 2) { id name trackers { id lastPosition { latitude } } } }';
/** A busy machine takes its time to draw 9 MB of editor. */
const PATIENCE = { timeout: 60_000 };

describe('GraphiQL in a browser', () => {
  let site: TestGateway;
  let browser: Browser;
  before(async () => {
    site = await startGateway({ explainScope: 'people:read' }, () => ({ authority: viewerAuthority(systemClock) }));
    browser = await chromium.launch({
      executablePath: process.env['TREKKER_CHROMIUM'] ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  });
  after(async () => {
    await browser.close();
    await site.gateway.stop();
  });

  async function open(token: string): Promise<Page> {
    const page = await browser.newPage();
    const asked = new URLSearchParams({ query: JOINED }).toString();
    await page.goto(`${site.origin}/graphiql?${asked}${token}`);
    await page.locator('.graphiql-execute-button').waitFor(PATIENCE);
    return page;
  }

  async function run(page: Page, mode: string): Promise<string> {
    await page.getByLabel('Show the plan').selectOption(mode);
    await page.locator('.graphiql-execute-button').click();
    const plan = page.getByRole('complementary', { name: 'Plan' });
    await plan.getByText(/planned in|There is no plan/u).waitFor(PATIENCE);
    return plan.innerText();
  }

  test('shows the plan with its waves and times beside the answer, to who holds the permission', async () => {
    const page = await open('#token=ada');
    const told = await run(page, 'trace');
    assert.match(told, /^query, costs \d+; 3 calls in \d waves; planned in [\d.]+ ms/u);
    assert.match(told, /Wave 1\s+people [\d.]+ ms[\s\S]*Wave 2\s+(?:trackers|positions) [\d.]+ ms/u);
    const call = page.locator('#plan details').nth(1);
    await call.locator('summary').click();
    assert.match(await call.innerText(), /2 entities at people.@ by \{.*id.*\}[\s\S]*_entities/u);
    const answer = page.locator('.result-window');
    await answer.getByText('"latitude"').first().waitFor(PATIENCE);
    assert.doesNotMatch(await answer.innerText(), /explain/u);
    await page.close();
  });

  test('shows it without running anything', async () => {
    const page = await open('#token=ada');
    const calls = site.world.calls();
    assert.match(await run(page, 'plan'), /Wave 1\s+people\s/u);
    assert.equal(site.world.calls(), calls);
    await page.close();
  });

  test('shows why there is none to others, and takes no room until somebody wants it', async () => {
    const page = await open('');
    assert.equal(await page.locator('#plan').isVisible(), false);
    assert.match(await run(page, 'plan'), /plans are shown to who holds the permission people:read/u);
    await page.close();
  });
});
