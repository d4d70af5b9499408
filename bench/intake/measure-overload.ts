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
/** Connections that all want to be served at once: one for each tracker, as devices have. */
const OVERLOAD_LANES = TRACKERS;
const STAGE_MS = process.env['TREKKER_TEST_SCALE'] === 'full' ? 60_000 : 15_000;

/**
 * As much as can be sustained, which is what was acknowledged until all of it is derived from; half of that, ten times of
 * it, and half of it again: how long acknowledgements take, how much is still done under overload, how soon the rest is
 * refused, what memory grows to, and when all is as before.
 */
export async function measureOverload(): Promise<Measured> {
  return withSite({ tenants: 1, trackersEach: TRACKERS, zones: true }, async (dataDir, site) => {
    await using running = await runSite(dataDir, site);
    const stage = stages(running, site.doors[0] ?? '');
    await stage({ lanes: LANES });
    await running.derived();
    const { acknowledged, wallMs, ...quickest } = await stage({ lanes: LANES });
    const answered = performance.now();
    await running.derived();
    const sustained = rounded((1_000 * acknowledged) / (wallMs + performance.now() - answered));
    const requestsPerSecond = sustained / BATCH;
    const half = await stage({ lanes: LANES, perSecond: requestsPerSecond / 2 });
    await running.derived();
    const over = await stage({ lanes: OVERLOAD_LANES, perSecond: 10 * requestsPerSecond });
    const began = performance.now();
    const secondsSince = () => rounded((performance.now() - began) / 1_000);
    const isRecovered = ({ p99 }: StageFigures) => p99 <= 1.2 * Math.max(half.p99, 20);
    const halfAgain = () => stage({ lanes: LANES, perSecond: requestsPerSecond / 2, ms: 2_000 });
    let again = await halfAgain();
    while (!isRecovered(again) && secondsSince() <= TARGETS.recoverySeconds) again = await halfAgain();
    const recoverySeconds = isRecovered(again) ? secondsSince() : Infinity;
    const rows = [
      { stage: 'as quickly as answered', sustained, ...quickest },
      { stage: 'half of that', ...half },
      { stage: 'ten times of that', ...over },
      { stage: 'half of that again', ...again },
    ];
    const verdicts = [
      verdict('p99 at half the rate, ms', half.p99, { most: TARGETS.halfRateP99Milliseconds }),
      verdict('offered under overload, times sustained', over.offered / sustained, {
        least: TARGETS.timesOffered,
      }),
      verdict('acknowledged under overload, part of that as quickly as answered', over.perSecond / quickest.perSecond, {
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
/** Fixes of a tracker in the hour that a stage sends where it is not said how many it needs: one every five seconds. */
const USUAL_EACH = 720;

/** Loads one after the other, each with fixes that were never sent. */
function stages({ pid, intakePort: port }: Running, door: string) {
  // Within yesterday and today, days that are not packed.
  let end = Date.now() - 20 * HOUR_MS;
  return async ({ lanes, perSecond, ms = STAGE_MS }: { lanes: number; perSecond?: number; ms?: number }) => {
    end += HOUR_MS;
    const needed = perSecond === undefined ? USUAL_EACH : Math.ceil((1.2 * perSecond * BATCH * ms) / 1_000 / TRACKERS);
    const each = Math.min(needed, HOUR_MS / 1_000);
    const fixes = fleetFixes({ trackers: TRACKERS, each, end, everyMs: Math.floor(HOUR_MS / each) });
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
    acknowledged,
    wallMs: rounded(wallMilliseconds),
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
