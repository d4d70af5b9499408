import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainChromium } from './chromium.ts';
import { runToEnd } from './children.ts';
import { type PlaywrightReport, playwrightTally } from './playwright-tally.ts';
import { withProduct, type ProductMode } from './running-product.ts';
import { broken, judgeRun, sumTallies, type Tally } from './tally.ts';

/** Whether the web app has browser journeys to run. */
export function hasBrowserTests(root: string): boolean {
  return existsSync(join(root, 'web/e2e')) && globSync('web/e2e/**/*.spec.ts', { cwd: root }).length > 0;
}

/** Journeys that are made again, through a product whose parts are processes of their own; at full scale all are. */
const ALSO_APART = ['e2e/sign-in.spec.ts', 'e2e/marker-moves.spec.ts'];

/**
 * Walks through the product in Chromium: all journeys through one in one process, some through one apart. What cannot be
 * obtained or built counts as a failure. `TREKKER_E2E_MODE=together` or `apart` leaves the other out.
 */
export async function runBrowserTests(root: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const journeys = env['TREKKER_TEST_SCALE'] === 'full' ? [] : ALSO_APART;
  const tallies: Tally[] = [];
  const wanted = env['TREKKER_E2E_MODE'];
  if (wanted !== 'apart') tallies.push(await walkThrough(root, { env, mode: 'together', journeys: [] }));
  if (wanted !== 'together') tallies.push(await walkThrough(root, { env, mode: 'apart', journeys }));
  return sumTallies(tallies);
}

/** @param journeys files to run; all when empty. */
async function walkThrough(
  root: string,
  { env, mode, journeys }: { env: NodeJS.ProcessEnv; mode: ProductMode; journeys: readonly string[] },
): Promise<Tally> {
  const place = await mkdtemp(join(tmpdir(), 'trekker-browser-'));
  const reportFile = join(place, 'report.json');
  const retries = env['TREKKER_TEST_SCALE'] === 'full' ? [] : ['--retries=1'];
  try {
    const chromium = await obtainChromium(root);
    const { code } = await withProduct(mode, (settings) =>
      runToEnd(join(root, 'node_modules/.bin/playwright'), ['test', '--reporter=list,json', ...retries, ...journeys], {
        cwd: join(root, 'web'),
        env: { ...env, ...settings, TREKKER_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        show: true,
      }),
    );
    const report: PlaywrightReport = JSON.parse(await readFile(reportFile, 'utf8'));
    return judgeRun(`journeys, ${mode}`, JSON.stringify(playwrightTally(report)), { code, hasTests: true });
  } catch (failure) {
    const problem = failure instanceof Error ? failure.message : String(failure);
    console.error(problem);
    return broken(`journeys, ${mode}`, problem);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
