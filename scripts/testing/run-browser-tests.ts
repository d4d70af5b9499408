import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainChromium } from './chromium.ts';
import { runToEnd } from './children.ts';
import { type PlaywrightReport, playwrightTally } from './playwright-tally.ts';
import { withProduct } from './running-product.ts';
import { BROKEN, judgeRun, type Tally } from './tally.ts';

/** Whether the web app has browser journeys to run. */
export function hasBrowserTests(root: string): boolean {
  return existsSync(join(root, 'web/e2e')) && globSync('web/e2e/**/*.spec.ts', { cwd: root }).length > 0;
}

/** Starts the product and walks through it in Chromium. What cannot be obtained or built counts as a failure. */
export async function runBrowserTests(root: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const place = await mkdtemp(join(tmpdir(), 'trekker-browser-'));
  const reportFile = join(place, 'report.json');
  try {
    const chromium = await obtainChromium(root);
    const { code } = await withProduct((settings) =>
      runToEnd(join(root, 'node_modules/.bin/playwright'), ['test', '--reporter=list,json'], {
        cwd: join(root, 'web'),
        env: { ...env, ...settings, TREKKER_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        show: true,
      }),
    );
    const report: PlaywrightReport = JSON.parse(await readFile(reportFile, 'utf8'));
    return judgeRun(JSON.stringify(playwrightTally(report)), { code, hasTests: true });
  } catch (failure) {
    console.error(failure instanceof Error ? failure.message : failure);
    return BROKEN;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
