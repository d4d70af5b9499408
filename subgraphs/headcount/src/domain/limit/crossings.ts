import type { Crossing, LimitEvent, LimitEventChange } from './limit-event.ts';
import { eventKindOf, limitStateOf, versionAt, type LimitState, type LimitVersion } from './limit.ts';

/**
 * What happens to a limit from an instant on, in order of time.
 * @param steps counts, the first at that instant, each until the next.
 * @param before how the count stood right before that instant.
 */
export function crossingsOf(
  steps: readonly { readonly at: number; readonly count: number }[],
  { versions, before }: { versions: readonly LimitVersion[]; before: LimitState },
): Crossing[] {
  const start = steps[0]?.at ?? 0;
  const edges = versions.map(({ validFrom }) => validFrom).filter((at) => at > start);
  const instants = [...new Set([...steps.map(({ at }) => at), ...edges])].toSorted((a, b) => a - b);
  const crossings: Crossing[] = [];
  let [state, index] = [before, 0];
  for (const at of instants) {
    while (isDue(steps[index + 1], at)) index += 1;
    const { state: next, ...numbers } = standingAt(versions, { at, count: steps[index]?.count ?? 0 });
    if (next !== state) crossings.push({ kind: eventKindOf(next), at, ...numbers });
    state = next;
  }
  return crossings;
}

function isDue(step: { readonly at: number } | undefined, at: number): boolean {
  return step !== undefined && step.at <= at;
}

/** How a count stands to the version that holds at an instant; before the first it stands well. */
function standingAt(versions: readonly LimitVersion[], { at, count }: { at: number; count: number }) {
  const version = versionAt(versions, at);
  if (!version) return { state: 'WITHIN' as const, count, minimum: null, maximum: null };
  const { minimum, maximum } = version;
  return { state: limitStateOf(version, count), count, minimum, maximum };
}

/** How a count stands after what was told last. */
export function stateAfter(crossing: Pick<Crossing, 'kind'> | undefined): LimitState {
  switch (crossing?.kind) {
    case 'LIMIT_REACHED':
      return 'REACHED';
    case 'LIMIT_EXCEEDED':
      return 'EXCEEDED';
    case 'BELOW_MINIMUM':
      return 'BELOW';
    case 'LIMIT_CLEARED':
    case undefined:
      return 'WITHIN';
  }
}

/**
 * What has to be told so that what was told of a limit becomes what is true. A crossing is the one that was told when it
 * is of the same kind and the times during which the count stood so overlap: it keeps its id then.
 * @param told events, and @param found crossings, from one instant on, in order of time.
 * @param idOf the id of a crossing that is told for the first time.
 */
export function reconcile(
  told: readonly LimitEvent[],
  found: readonly Crossing[],
  idOf: (crossing: Crossing) => string,
): { events: LimitEvent[]; changes: LimitEventChange[] } {
  const open = told.map((event, index) => ({ event, until: told[index + 1]?.at ?? Infinity, taken: false }));
  const events: LimitEvent[] = [];
  const changes: LimitEventChange[] = [];
  for (const [index, crossing] of found.entries()) {
    const until = found[index + 1]?.at ?? Infinity;
    const same = open.find(
      (one) => !one.taken && one.event.kind === crossing.kind && one.event.at < until && crossing.at < one.until,
    );
    if (!same) {
      const event = { ...crossing, eventId: idOf(crossing), revision: 0 };
      events.push(event);
      changes.push({ status: 'NEW', event });
      continue;
    }
    same.taken = true;
    if (isSame(same.event, crossing)) events.push(same.event);
    else {
      const event = { ...same.event, ...crossing, revision: same.event.revision + 1 };
      events.push(event);
      changes.push({ status: 'REVISED', event });
    }
  }
  const gone = open.filter(({ taken }) => !taken).map(({ event }) => ({ ...event, revision: event.revision + 1 }));
  return { events, changes: [...gone.map((event) => ({ status: 'RETRACTED' as const, event })), ...changes] };
}

function isSame(a: Crossing, b: Crossing): boolean {
  return a.at === b.at && a.count === b.count && a.minimum === b.minimum && a.maximum === b.maximum;
}
