import type { Environment, Logger } from '@trekker/kit';

import { readArguments, USAGE, UsageError, type ReplayArguments } from './arguments.ts';
import { startOwnProduct } from './own-product.ts';
import type { Product } from './product.ts';
import { readFixes } from './read-fixes.ts';
import { readTruth } from './read-truth.ts';
import { readZones } from './read-zones.ts';
import { meetRemoteProduct } from './remote-product.ts';
import { replay, type Replayed } from './replay.ts';
import type { Transition } from './transition.ts';

/** What the command may use of its surroundings. */
export interface Surroundings {
  readonly environment: Environment;
  /** Of the product it starts. */
  readonly log: Logger;
  /** Prints a result. */
  readonly print: (line: string) => void;
  /** Tells a person what is being done. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How many differences of a kind are shown. */
const SHOWN = 10;

/** `npm run replay`, see {@link USAGE}. Returns the exit code: 0, or 1 for a truth that was not met, or 2 for a wrong call. */
export async function replayCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  if (args.includes('--help')) return tell(surroundings.print, USAGE, 0);
  try {
    const asked = readArguments(args, surroundings.environment);
    const replayed = await run(asked, surroundings);
    const { missing, unexpected } = replayed.differences;
    show(replayed, surroundings);
    return asked.rules === 'plain' && missing.length + unexpected.length > 0 ? 1 : 0;
  } catch (failure) {
    if (failure instanceof UsageError) return tell(surroundings.say, `${failure.message}\n\n${USAGE}`, 2);
    throw failure;
  }
}

function tell(out: (line: string) => void, text: string, code: number): number {
  out(text);
  return code;
}

async function run(asked: ReplayArguments, { log, say, signal }: Surroundings): Promise<Replayed> {
  const fixes = await readFixes(asked.positions, asked.limit);
  const [zones, truth] = [await readZones(asked.zones), await readTruth(asked.expected)];
  say(`read     ${fixes.length} fixes, ${zones.length} zones, ${truth.length} transitions`);
  await using product: Product = asked.remote ? await meetRemoteProduct(asked.remote) : await startOwnProduct(log);
  say(`product  ${product.graphqlUrl}${asked.remote ? '' : ', started for this replay'}`);
  const stopped = Promise.withResolvers<never>();
  const onAbort = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([
      replay({ product, fixes, zones, truth, rules: asked.rules, say, signal }),
      stopped.promise,
    ]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function show({ differences, ...replayed }: Replayed, { print, say }: Surroundings): void {
  const { missing, unexpected, explained } = differences;
  showSome('missing', missing, say);
  showSome('unexpected', unexpected, say);
  const { sent, accepted, duplicates, rejected, transitions } = replayed;
  const counts = { missing: missing.length, unexpected: unexpected.length, explained: explained.length };
  const fixesPerSecond = Math.round(replayed.fixesPerSecond);
  print(JSON.stringify({ sent, accepted, duplicates, rejected, transitions, ...counts, fixesPerSecond }));
}

function showSome(what: string, transitions: readonly Transition[], say: (line: string) => void): void {
  for (const { identifier, zone, at, kind } of transitions.slice(0, SHOWN))
    say(`${what.padEnd(10)} ${new Date(at).toISOString()} ${identifier} ${kind} ${zone}`);
  if (transitions.length > SHOWN) say(`${what.padEnd(10)} and ${transitions.length - SHOWN} more`);
}
