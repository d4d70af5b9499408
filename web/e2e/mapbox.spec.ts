import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { e2eSettings } from './config.ts';
import { markers } from './journey.ts';

let web: ChildProcess;
let address: string;

test.beforeAll(async () => {
  web = spawn(process.execPath, [join(import.meta.dirname, 'web-with-token.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { tenant } = e2eSettings();
  address = `http://${tenant}.localhost:${await portOf(web)}`;
});

test.afterAll(async () => {
  web.kill('SIGTERM');
  await once(web, 'exit');
});

test('a token that Mapbox refuses leads back to the built-in map, which says so', async ({ page }) => {
  const asked: string[] = [];
  await page.route(/mapbox\.com/, async (route) => {
    asked.push(new URL(route.request().url()).host);
    await route.fulfill({ status: 401, json: { message: 'Not Authorized - Invalid Token' } });
  });
  const { name, password } = e2eSettings();
  await page.goto(`${address}/sign-in?next=/map`);
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByText('Mapbox refused the token of this installation')).toBeVisible();
  expect(asked).toContain('api.mapbox.com');
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(0);
});

/** The port in the address a web app prints when it listens. */
async function portOf({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    const address = /^http:\S+$/m.exec(said);
    if (address) return new URL(address[0]).port;
  }
  throw new Error(`the web app ended before it listened: ${said}`);
}
