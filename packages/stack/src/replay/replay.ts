import { ambiguousFixes } from './ambiguous-fixes.ts';
import { compareTransitions, type Differences } from './compare-transitions.ts';
import { installTrackers } from './install-trackers.ts';
import { installZones, type Rules } from './install-zones.ts';
import type { Product } from './product.ts';
import { readTransitions } from './read-transitions.ts';
import type { RecordedFix } from './recorded-fix.ts';
import type { RecordedZone } from './read-zones.ts';
import { sendFixes, type Sending, type Tally } from './send-fixes.ts';
import type { Transition } from './transition.ts';

/** What is replayed against which product. */
export interface Replay {
  readonly product: Product;
  /** In the order in which they are sent; those of one tracker by time. */
  readonly fixes: readonly RecordedFix[];
  readonly zones: readonly RecordedZone[];
  /** What a product by the plain rule must find, of all fixes or of more. */
  readonly truth: readonly Transition[];
  readonly rules: Rules;
  /** Tells a person what is being done. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly sending?: Pick<Sending, 'connections' | 'batchSize'>;
}

/** What came of it. */
export interface Replayed extends Tally {
  /** Transitions of the truth that were compared. */
  readonly transitions: number;
  readonly differences: Differences;
  /** Fixes sent a second, from the first request to the last acknowledgement. */
  readonly fixesPerSecond: number;
}

/** How long derivation may lag behind the last acknowledgement. */
const CATCH_UP_MS = 30 * 60_000;
const PROGRESS_MS = 2_000;

/**
 * Sends recorded fixes through the real intake and compares the visits the product derives with the truth, in the zones
 * that the truth names and up to the last fix that was sent of each tracker.
 */
export async function replay(replaying: Replay): Promise<Replayed> {
  const { product, fixes, zones, rules, say } = replaying;
  const setUp = await product.api();
  const trackers = await installTrackers(
    setUp,
    fixes.map(({ identifier }) => identifier),
  );
  const installed = await installZones(setUp, zones, { rules });
  for (const { name, reason } of installed.refused) say(`refused  ${name}: ${reason}`);
  say(`set up   ${trackers.size} trackers, ${installed.names.size} zones, ${installed.refused.length} refused`);
  const { tally, seconds } = await sendAll(replaying);
  if (!(await product.caughtUp(CATCH_UP_MS))) throw new Error('the product did not derive from all that it took in');
  say('derived  everything; reading visits');
  const comparable = withinReach(replaying);
  const compared = new Set(replaying.truth.map(({ zone }) => zone));
  const names = new Map([...installed.names].filter(([, name]) => compared.has(name)));
  const derived = await readTransitions(await product.api(), { zones: names, trackers });
  const expected = replaying.truth.filter(comparable);
  const differences = compareTransitions({
    expected,
    derived: derived.filter(comparable),
    isAmbiguous: ambiguousFixes(fixes, zones),
  });
  return { ...tally, transitions: expected.length, differences, fixesPerSecond: tally.sent / seconds };
}

async function sendAll({ product, fixes, say, signal, sending }: Replay): Promise<{ tally: Tally; seconds: number }> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1_000;
  let acknowledged = 0;
  const report = () =>
    say(`sent     ${acknowledged} of ${fixes.length}, ${Math.round(acknowledged / seconds())} a second`);
  const timer = setInterval(report, PROGRESS_MS);
  try {
    const tally = await sendFixes({
      fixes,
      door: () => product.door,
      onAcknowledged: (batch) => (acknowledged += batch.length),
      ...sending,
      ...(signal ? { signal } : {}),
    });
    report();
    return { tally, seconds: seconds() };
  } finally {
    clearInterval(timer);
  }
}

/** Whether a transition lies within what was sent of its tracker. */
function withinReach({ fixes }: Replay): (transition: Transition) => boolean {
  const last = new Map<string, number>();
  for (const { identifier, at } of fixes) last.set(identifier, Math.max(at, last.get(identifier) ?? at));
  return ({ identifier, at }) => at <= (last.get(identifier) ?? Number.NEGATIVE_INFINITY);
}
