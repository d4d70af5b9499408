import type { LiveMusterFragment, MusterListedFragment, MusterState } from '../../__generated__/graphql.ts';

/** Everybody on the list of a muster, as one value: it is replaced, never changed. */
export interface MusterList {
  readonly muster: LiveMusterFragment;
  /** By id of the person. */
  readonly people: ReadonlyMap<string, MusterListedFragment>;
  /** Grows with every event. */
  readonly version: number;
}

/** An event of the stream. */
export interface MusterEvent {
  /** Whether it names everybody on the list, rather than who changed. */
  readonly snapshot: boolean;
  readonly muster: LiveMusterFragment;
  readonly people: readonly MusterListedFragment[];
  /** Ids of people who are no longer on the list. */
  readonly gone: readonly string[];
}

/** The list after an event; a snapshot forgets what it leaves out. @param before null before the first event. */
export function listAfter(before: MusterList | null, { snapshot, muster, people, gone }: MusterEvent): MusterList {
  const known = new Map(snapshot ? [] : before?.people);
  for (const id of gone) known.delete(id);
  for (const person of people) known.set(person.person.id, person);
  return { muster, people: known, version: (before?.version ?? 0) + 1 };
}

/** Which part of the list is shown. */
export const MUSTER_PARTS = ['missing', 'ask', 'accounted', 'all'] as const;

/** Part of the list. */
export type MusterPart = (typeof MUSTER_PARTS)[number];

const URGENT_FIRST: readonly MusterState[] = [
  'MISSING',
  'RE_ENTERED',
  'UNACCOUNTED',
  'WRONG_STATION',
  'ASK',
  'INJURED',
  'SAFE',
  'OFF_SITE',
  'REMOVED',
];

/** A part of the list: whoever must be looked for first, then by name. @param text part of the names wanted. */
export function partOf(list: MusterList, { part, text }: { part: MusterPart; text: string }): MusterListedFragment[] {
  const wanted = text.trim().toLocaleLowerCase();
  return [...list.people.values()]
    .filter((listed) => belongs(listed, part) && listed.person.name.toLocaleLowerCase().includes(wanted))
    .toSorted(
      (a, b) =>
        URGENT_FIRST.indexOf(a.state) - URGENT_FIRST.indexOf(b.state) || a.person.name.localeCompare(b.person.name),
    );
}

function belongs({ state, accounted }: MusterListedFragment, part: MusterPart): boolean {
  switch (part) {
    case 'missing':
      return !accounted && state !== 'REMOVED';
    case 'ask':
      return state === 'ASK';
    case 'accounted':
      return accounted;
    case 'all':
      return true;
  }
}
