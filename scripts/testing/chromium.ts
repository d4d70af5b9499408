import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { runToEnd } from './children.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where to look for Chromium; the parts of the machine that decide it. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  /** Whether Debian's packages may be installed: root, and `apt-get` is there. */
  readonly mayInstall: boolean;
  /** The browser Playwright would start, or null without Playwright. */
  readonly playwrightPath: string | null;
  /** Runs a command and tells whether it succeeded. */
  run(file: string, args: readonly string[]): Promise<boolean>;
}

/**
 * The path of a Chromium, obtained if need be: `TREKKER_CHROMIUM`, else one on PATH, else Playwright's own, else from
 * Debian's packages as root, else downloaded by Playwright. Fails with the command that would help.
 */
export async function obtainChromium(root: string, machine: Machine = thisMachine(root)): Promise<string> {
  const given = machine.env['TREKKER_CHROMIUM'];
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`TREKKER_CHROMIUM names ${given}, which cannot be executed`);
  }
  const present = () => onPath(machine.env) ?? playwrights(machine);
  const found = present();
  if (found) return found;
  if (machine.mayInstall) {
    await machine.run('apt-get', ['update']);
    await machine.run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
  }
  if (!present() && machine.playwrightPath) await machine.run('npx', ['playwright', 'install', 'chromium']);
  const obtained = present();
  if (obtained) return obtained;
  throw new Error(
    'the browser tests need Chromium: run "apt-get update && apt-get install -y chromium" as root or ' +
      '"npx playwright install chromium", or name one in TREKKER_CHROMIUM',
  );
}

function onPath(env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function playwrights({ playwrightPath }: Machine): string | undefined {
  return playwrightPath && existsSync(playwrightPath) ? playwrightPath : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function thisMachine(root: string): Machine {
  const { env } = process;
  const folders = (env['PATH'] ?? '').split(delimiter);
  return {
    env,
    mayInstall: process.getuid?.() === 0 && folders.some((folder) => isExecutable(join(folder, 'apt-get'))),
    playwrightPath: playwrightPath(root),
    run: async (file, args) => (await runToEnd(file, args, { cwd: root, env, show: true })).code === 0,
  };
}

function playwrightPath(root: string): string | null {
  try {
    return createRequire(join(root, 'web/package.json'))('@playwright/test').chromium.executablePath();
  } catch {
    return null;
  }
}
