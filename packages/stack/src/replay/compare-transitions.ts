import type { Transition } from './transition.ts';

/** What two lists of transitions are compared by. */
export interface Compared {
  readonly expected: readonly Transition[];
  readonly derived: readonly Transition[];
  /** Whether the tracker has fixes in `[from, to)` and none of them tells for certain which side of the zone's boundary it is on. */
  readonly isAmbiguous: (stretch: Stretch) => boolean;
}

/** Time during which both sides disagree whether a tracker is in a zone. */
export interface Stretch {
  readonly identifier: string;
  readonly zone: string;
  /** Unix milliseconds. */
  readonly from: number;
  /** Excluded; infinite when they disagree to the end. */
  readonly to: number;
}

/** How the lists differ. Explained differences are in neither of the first two. */
export interface Differences {
  readonly missing: readonly Transition[];
  readonly unexpected: readonly Transition[];
  readonly explained: readonly Transition[];
}

/**
 * Compares transitions tracker by tracker and zone by zone. A difference opens a stretch in which one side has the tracker
 * inside and the other outside; the next difference closes it. Both are explained when every fix of the stretch is
 * ambiguous, for then each of them could be judged either way; one clear fix in it and neither is.
 */
export function compareTransitions({ expected, derived, isAmbiguous }: Compared): Differences {
  const missing: Transition[] = [];
  const unexpected: Transition[] = [];
  const explained: Transition[] = [];
  const derivedOf = Map.groupBy(derived, keyOf);
  const expectedOf = Map.groupBy(expected, keyOf);
  for (const key of new Set([...expectedOf.keys(), ...derivedOf.keys()])) {
    for (const { stretch, ...found } of stretches(expectedOf.get(key) ?? [], derivedOf.get(key) ?? [])) {
      const sink = isAmbiguous(stretch) ? { missing: explained, unexpected: explained } : { missing, unexpected };
      sink.missing.push(...found.missing);
      sink.unexpected.push(...found.unexpected);
    }
  }
  return { missing, unexpected, explained };
}

interface Disagreement {
  readonly stretch: Stretch;
  readonly missing: Transition[];
  readonly unexpected: Transition[];
}

/** The stretches of disagreement of one tracker and zone. */
function* stretches(expected: readonly Transition[], derived: readonly Transition[]): Generator<Disagreement> {
  const expectedAt = Map.groupBy(expected, ({ at }) => at);
  const derivedAt = Map.groupBy(derived, ({ at }) => at);
  const times = [...new Set([...expectedAt.keys(), ...derivedAt.keys()])].toSorted((a, b) => a - b);
  let balance = 0;
  let open: (Disagreement & { from: number }) | null = null;
  for (const at of times) {
    const here = expectedAt.get(at) ?? [];
    const there = derivedAt.get(at) ?? [];
    const missing = without(here, there);
    const unexpected = without(there, here);
    const [first] = [...missing, ...unexpected];
    if (!first) continue;
    open ??= { from: at, missing: [], unexpected: [], stretch: stretchOf(first, at, Number.POSITIVE_INFINITY) };
    open.missing.push(...missing);
    open.unexpected.push(...unexpected);
    balance += sum(there) - sum(here);
    if (balance !== 0) continue;
    yield { ...open, stretch: stretchOf(first, open.from, at) };
    open = null;
  }
  if (open) yield open;
}

function without(some: readonly Transition[], others: readonly Transition[]): Transition[] {
  const left = others.map(({ kind }) => kind);
  return some.filter(({ kind }) => {
    const index = left.indexOf(kind);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** How many more came in than left. */
function sum(transitions: readonly Transition[]): number {
  return transitions.reduce((total, { kind }) => total + (kind === 'enter' ? 1 : -1), 0);
}

function stretchOf({ identifier, zone }: Transition, from: number, to: number): Stretch {
  return { identifier, zone, from, to };
}

function keyOf({ identifier, zone }: Transition): string {
  return `${identifier}\n${zone}`;
}
