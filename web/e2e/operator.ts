import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { WebConfig } from '../server/config.ts';
import { e2eSettings } from './config.ts';

/** A web app beside the product whose operator set some options. */
export interface OperatedWeb extends AsyncDisposable {
  /** Opens its map, signed in. */
  openMap(page: Page): Promise<void>;
}

/** Starts one; it ends when it is disposed of. */
export async function startOperated(options: Partial<WebConfig>): Promise<OperatedWeb> {
  const web = spawn(process.execPath, [join(import.meta.dirname, 'web-of-operator.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { tenant, name, password } = e2eSettings();
  const address = `http://${tenant}.localhost:${await portOf(web)}`;
  return {
    async openMap(page) {
      await page.goto(`${address}/sign-in?next=/map`);
      await page.getByLabel('Sign-in name').fill(name);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(({ pathname }) => pathname === '/map');
    },
    async [Symbol.asyncDispose]() {
      web.kill('SIGTERM');
      await once(web, 'exit');
    },
  };
}

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
