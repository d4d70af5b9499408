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
  timesOffered: 9,
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
    const over = await stage({ lanes: OVERLOAD_LANES, perSecond: 10 * requestsPerSecond });
    const began = performance.now();
    const secondsSince = () => rounded((performance.now() - began) / 1_000);
    const isRecovered = ({ p99 }: StageFigures) => p99 <= 1.2 * Math.max(half.p99, 20);
    const halfAgain = () => stage({ lanes: LANES, perSecond: requestsPerSecond / 2, ms: 2_000 });
    let again = await halfAgain();
    while (!isRecovered(again) && secondsSince() <= TARGETS.recoverySeconds) again = await halfAgain();
    const recoverySeconds = isRecovered(again) ? secondsSince() : Infinity;
    const rows = [
      { stage: 'as quickly as answered', ...sustained },
      { stage: 'half of that', ...half },
      { stage: 'ten times of that', ...over },
      { stage: 'half of that again', ...again },
    ];
    const verdicts = [
      verdict('p99 at half the rate, ms', half.p99, { most: TARGETS.halfRateP99Milliseconds }),
      verdict('offered under overload, times sustained', over.offered / sustained.perSecond, {
        least: TARGETS.timesOffered,
      }),
      verdict('done under overload, part of sustained', over.perSecond / sustained.perSecond, {
        least: TARGETS.partOfSustained,
      }),
      verdict('p99 of refusals, ms', over.refused > 0 ? over.refusalP99 : Infinity, {
        most: TARGETS.refusalP99Milliseconds,
      }),
      verdict('peak of memory, times that at half the rate', over.megabytes / half.megabytes, {
        most: TARGETS.timesMemory,
      }),
      verdict('recovered after, s', recoverySeconds, { most: TARGETS.recoverySeconds }),
    ];
    return { tables: { 'load and overload': rows, targets: verdicts }, figures: { rows, verdicts, targets: TARGETS } };
  });
}

const HOUR_MS = 3_600_000;
/** A fix every ten seconds. */
const EVERY_MS = 10_000;

/** Loads one after the other, each with fixes that were never sent. */
function stages({ pid, intakePort: port }: Running, door: string) {
  // Within yesterday and today, days that are not packed.
  let end = Date.now() - 20 * HOUR_MS;
  return async ({ lanes, perSecond, ms = STAGE_MS }: { lanes: number; perSecond?: number; ms?: number }) => {
    end += HOUR_MS;
    const fixes = fleetFixes({ trackers: TRACKERS, each: HOUR_MS / EVERY_MS, end });
    const shots = batchRequests(fixes, { door, lanes, size: BATCH });
    const pace = perSecond === undefined ? {} : { perSecond };
    await using memory = watchMemory(pid);
    const result = await sendLoad({ port, lanes: shots, forMilliseconds: ms, ...pace });
    return { ...figuresOf(result), megabytes: rounded(memory.peak() / 1e6) };
  };
}

type StageFigures = Awaited<ReturnType<ReturnType<typeof stages>>>;

/** Looks four times a second at what the product's Node holds of the memory. */
function watchMemory(pid: number) {
  let peak = 0;
  const look = async () => void (peak = Math.max(peak, await residentBytes([pid])));
  const timer = setInterval(() => void look(), 250);
  return { peak: () => peak, [Symbol.asyncDispose]: async () => clearInterval(timer) };
}

function figuresOf({ acknowledged, refused, latencies, refusalLatencies, wallMilliseconds }: LoadResult) {
  return {
    perSecond: rounded(acknowledged / (wallMilliseconds / 1_000)),
    /** Positions of all requests that were answered, refused ones included. */
    offered: rounded((acknowledged + refused * BATCH) / (wallMilliseconds / 1_000)),
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
