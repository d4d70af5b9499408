import { rounded } from '../presence/cpu-time.ts';
import type { Measured } from '../presence/measured.ts';
import { residentBytes } from './cpu-of.ts';
import { fleetFixes } from './fleet.ts';
import { sendLoad, type LoadResult } from './load.ts';
import { batchRequests } from './requests.ts';
import { runSite, type Running } from './running.ts';
import { withSite } from './with-site.ts';

const TARGETS = {
  halfRateP99Milliseconds: 50,
  partOfSustained: 0.9,
  refusalP99Milliseconds: 100,
  timesMemory: 1.5,
  recoverySeconds: 30,
};
const TRACKERS = 1_000;
const BATCH = 50;
const LANES = 16;
/** Connections that all want to be served at once. */
const OVERLOAD_LANES = 160;
const STAGE_MS = process.env['TREKKER_TEST_SCALE'] === 'full' ? 60_000 : 15_000;

/**
 * As much as intake takes, half of it, ten times of it, and half of it again: how long acknowledgements take, how much is
 * still done under overload, how soon the rest is refused, what memory grows to, and when all is as before.
 */
export async function measureOverload(): Promise<Measured> {
  return withSite({ tenants: 1, trackersEach: TRACKERS, zones: true }, async (dataDir, site) => {
    await using running = await runSite(dataDir, site);
    const stage = stages(running, site.doors[0] ?? '');
    await stage({ lanes: LANES });
    const sustained = await stage({ lanes: LANES });
    const requestsPerSecond = sustained.perSecond / BATCH;
    const half = await stage({ lanes: LANES, perSecond: requestsPerSecond / 2 });
    const memory = await residentBytes(running.pid);
    const over = await stage({ lanes: OVERLOAD_LANES, perSecond: 10 * requestsPerSecond });
    const memoryAfter = await residentBytes(running.pid);
    const began = performance.now();
    let again = await stage({ lanes: LANES, perSecond: requestsPerSecond / 2, ms: 2_000 });
    while (again.p99 > 1.2 * Math.max(half.p99, 20) && performance.now() - began < 20_000)
      again = await stage({ lanes: LANES, perSecond: requestsPerSecond / 2, ms: 2_000 });
    const rows = [
      { stage: 'as quickly as answered', ...sustained },
      { stage: 'half of that', ...half },
      { stage: 'ten times of that', ...over },
      { stage: 'half of that again', ...again },
    ];
    const recoverySeconds = rounded((performance.now() - began) / 1_000);
    const verdicts = [
      verdict('p99 at half the rate, ms', half.p99, { most: TARGETS.halfRateP99Milliseconds }),
      verdict('done under overload, part of sustained', over.perSecond / sustained.perSecond, {
        least: TARGETS.partOfSustained,
      }),
      verdict('p99 of refusals, ms', over.refusalP99, { most: TARGETS.refusalP99Milliseconds }),
      verdict('memory, times that at half the rate', memoryAfter / memory, { most: TARGETS.timesMemory }),
      verdict('recovered after, s', recoverySeconds, { most: TARGETS.recoverySeconds }),
    ];
    return { tables: { 'load and overload': rows, targets: verdicts }, figures: { rows, verdicts, targets: TARGETS } };
  });
}

const HOUR_MS = 3_600_000;
/** A fix every ten seconds. */
const EVERY_MS = 10_000;

/** Loads one after the other, each with fixes that were never sent. */
function stages({ intakePort: port }: Running, door: string) {
  // Within yesterday and today, days that are not packed.
  let end = Date.now() - 20 * HOUR_MS;
  return async ({ lanes, perSecond, ms = STAGE_MS }: { lanes: number; perSecond?: number; ms?: number }) => {
    end += HOUR_MS;
    const fixes = fleetFixes({ trackers: TRACKERS, each: HOUR_MS / EVERY_MS, end });
    const shots = batchRequests(fixes, { door, lanes, size: BATCH });
    const pace = perSecond === undefined ? {} : { perSecond };
    return figuresOf(await sendLoad({ port, lanes: shots, forMilliseconds: ms, ...pace }));
  };
}

function figuresOf({ acknowledged, refused, latencies, refusalLatencies, wallMilliseconds }: LoadResult) {
  return {
    perSecond: rounded(acknowledged / (wallMilliseconds / 1_000)),
    refused,
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
    refusalP99: rounded(quantile(refusalLatencies, 0.99)),
  };
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function verdict(what: string, value: number, { least, most }: { least?: number; most?: number }) {
  const target = least === undefined ? `at most ${most}` : `at least ${least}`;
  return { what, value: rounded(value), target, met: value >= (least ?? -Infinity) && value <= (most ?? Infinity) };
}
