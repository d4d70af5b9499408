import { coverageAt, coverageChanges, type Listening } from './coverage.ts';
import { carriagesOf, isContested, listeningTo, zoneChanges, type CarriedState } from './carried-state.ts';
import type { Carriage } from './person-visit.ts';
import { stretchOf, within, type Stretch } from './stretch.ts';

/** A time during which the tracker of one assignment speaks for a person. */
export interface Spoken extends Stretch {
  readonly carriage: Carriage;
}

/** An assignment's tracker as one that may speak. */
interface Candidate {
  readonly carriage: Carriage;
  readonly held: Stretch;
  readonly listening: Listening;
  /** Changes of zone in order. */
  readonly changes: readonly number[];
}

/**
 * Which tracker speaks for a person when, in order: at each instant that of the best coverage, of equal ones that of the
 * highest priority, then of the later change of zone, then of the lower id. See docs/presence.md, "People".
 * @param now up to when silence is known, Unix milliseconds.
 */
export function speakersIn(
  state: CarriedState,
  { personId, stretch, now }: { personId: string; stretch: Stretch; now: number },
): Spoken[] {
  const carriages = carriagesOf(state, personId, stretch);
  if (!isContested(state, personId, stretch)) {
    const alone = carriages.flatMap((carriage) => spokenBy(carriage, within(stretchOf(carriage), stretch)));
    return alone.toSorted((a, b) => a.from - b.from);
  }
  const candidates = carriages.flatMap((carriage) => {
    const held = within(stretchOf(carriage), stretch);
    const { trackerId } = carriage;
    const changes = zoneChanges(state, trackerId);
    return held ? [{ carriage, held, listening: listeningTo(state, trackerId, now), changes }] : [];
  });
  const instants = [...new Set(candidates.flatMap(turningPoints))].toSorted((a, b) => a - b);
  const spoken = instants.flatMap((from, index) => {
    const best = bestAt(candidates, from);
    return best ? [{ carriage: best.carriage, from, to: instants[index + 1] ?? stretch.to }] : [];
  });
  return unbroken(spoken);
}

function spokenBy(carriage: Carriage, held: Stretch | null): Spoken[] {
  return held ? [{ carriage, ...held }] : [];
}

/** Every instant at which another one may begin to speak because of this one. */
function turningPoints({ held, listening, changes }: Candidate): number[] {
  const changed = changes.filter((instant) => instant > held.from && instant < held.to);
  return [held.from, ...(held.to === Infinity ? [] : [held.to]), ...coverageChanges(listening, held), ...changed];
}

function bestAt(candidates: readonly Candidate[], instant: number): Candidate | null {
  const holding = candidates.filter(({ held }) => held.from <= instant && instant < held.to);
  return holding.reduce<Candidate | null>((best, one) => (best && !comesBefore(one, best, instant) ? best : one), null);
}

function comesBefore(a: Candidate, b: Candidate, instant: number): boolean {
  const order =
    coverageAt(a.listening, instant) - coverageAt(b.listening, instant) ||
    b.carriage.priority - a.carriage.priority ||
    compare(lastChange(b, instant), lastChange(a, instant)) ||
    compare(a.carriage.trackerId, b.carriage.trackerId) ||
    compare(a.carriage.assignmentId, b.carriage.assignmentId);
  return order < 0;
}

function lastChange({ changes }: Candidate, instant: number): number {
  return changes.findLast((change) => change <= instant) ?? -Infinity;
}

function compare<T extends number | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Times that touch and in which the same one speaks, as one. */
function unbroken(spoken: readonly Spoken[]): Spoken[] {
  const whole: Spoken[] = [];
  for (const next of spoken) {
    const last = whole.at(-1);
    if (last?.to === next.from && last.carriage.assignmentId === next.carriage.assignmentId)
      whole[whole.length - 1] = { ...last, to: next.to };
    else whole.push(next);
  }
  return whole;
}
