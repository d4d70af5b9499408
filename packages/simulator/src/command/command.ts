import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Population, createPopulation } from '../people/create-population.ts';
import { createSite } from '../site/create-site.ts';
import { dateOf, localDay, localInstant } from '../time/local-day.ts';
import { pathLines } from '../truth/path-lines.ts';
import type { Span } from '../truth/true-visits.ts';
import { truthLines } from '../truth/truth-of.ts';
import { type SimulateArguments, USAGE, UsageError, readArguments } from './arguments.ts';
import { reportDays } from './report-days.ts';

/** What the command may use of its surroundings. */
export interface SimulateSurroundings {
  /** Takes the truth where no file is named; is not ended. */
  readonly output: Writable;
  /** Tells a person what is being done. */
  readonly say: (line: string) => void;
  readonly clock: { now(): number };
  readonly signal: AbortSignal;
}

/** `npm run simulate`, see {@link USAGE}. Returns the exit code: 0, or 2 for a wrong call. */
export async function simulateCommand(args: readonly string[], surroundings: SimulateSurroundings): Promise<number> {
  if (args.includes('--help')) {
    surroundings.output.write(`${USAGE}\n`);
    return 0;
  }
  try {
    await simulate(readArguments(args), surroundings);
    return 0;
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    surroundings.say(`${failure.message}\n\n${USAGE}`);
    return 2;
  }
}

async function simulate(asked: SimulateArguments, surroundings: SimulateSurroundings): Promise<void> {
  const { say, clock, signal } = surroundings;
  const { seed, people, vehicles, days, url, trackers, rate, intervalMs } = asked;
  const site = createSite(seed);
  const population = createPopulation(site, { seed, people, vehicles });
  const first = asked.from ?? localDay(site.timeZone, clock.now()) - days;
  const [fromMs, toMs] = [localInstant(site.timeZone, first, 0), localInstant(site.timeZone, first + days, 0)];
  if (url && fromMs > clock.now())
    throw new UsageError(`--from must not be after today where --url is given, got ${dateOf(first)}`);
  await writeTruth(population, { ...asked, fromMs, toMs }, surroundings);
  if (!url) return;
  const movers = [...population.people, ...population.vehicles];
  const { accepted, retried, dropped } = await reportDays({
    movers,
    url,
    trackers,
    rate,
    intervalMs,
    fromMs,
    toMs,
    signal,
    onProgress: (nowMs, sent) =>
      say(`${new Date(nowMs).toISOString()}: ${sent.accepted} accepted, ${sent.retried} retried`),
  });
  say(`${accepted} accepted, ${retried} retried, ${dropped} dropped`);
}

async function writeTruth(
  population: Population,
  { fromMs, toMs, pathsMs, out }: Span & Pick<SimulateArguments, 'pathsMs' | 'out'>,
  { output, signal }: SimulateSurroundings,
): Promise<void> {
  const movers = [...population.people, ...population.vehicles];
  function* lines() {
    yield* truthLines(population, fromMs, toMs);
    if (pathsMs !== null) yield* pathLines(movers, { fromMs, toMs, everyMs: pathsMs });
  }
  try {
    await pipeline(Readable.from(lines()), out === null ? output : createWriteStream(out), {
      end: out !== null,
      signal,
    });
  } catch (failure) {
    if (out === null || signal.aborted || !(failure instanceof Error)) throw failure;
    throw new Error(`--out cannot be written to ${out}: ${failure.message}`, { cause: failure });
  }
}
