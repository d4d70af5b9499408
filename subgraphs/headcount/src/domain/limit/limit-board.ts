import { createHash } from 'node:crypto';

import { endOf, type Interval } from '../person-visit.ts';
import { countsForLimits } from '../state.ts';
import { staysOf, type PersonRecord } from '../stay.ts';
import { crossingsOf, reconcile, stateAfter } from './crossings.ts';
import type { Crossing, LimitEvent, LimitEventChange } from './limit-event.ts';
import type { LimitVersion } from './limit.ts';
import { createStepFunction, firstDifference, intersectionOf, unionOf, type StepFunction } from './step-function.ts';

/** A limit and what it depends on, from an instant on. */
export interface BoardLimit {
  readonly limitId: string;
  /** In order of their numbers. */
  readonly versions: readonly LimitVersion[];
  /** Its zones, and when each of them counts. */
  readonly zones: ReadonlyMap<string, readonly Interval[]>;
  /** What was told of it: from that instant on, and the last before; in order of time. */
  readonly told: readonly LimitEvent[];
}

/** An entry that led to a change. */
export interface BoardCause {
  readonly topic: string;
  readonly offset: number;
}

/** Limits of a tenant while entries are derived from one by one. */
export interface LimitBoard {
  /** Other beliefs about people, by id; gives back what is to be told of limits because of all of them together. */
  people(people: ReadonlyMap<string, PersonRecord>, cause: BoardCause): LimitChange[];
  /** What is to be told of every limit from `since` on, because places or people are not as they were thought to be. */
  again(people: ReadonlyMap<string, PersonRecord>, cause: BoardCause): LimitChange[];
  /** Other versions of a limit; gives back what is to be told because of them. */
  limit(limitId: string, versions: readonly LimitVersion[], cause: BoardCause): LimitChange[];
}

/** What is to be told of a limit. */
export interface LimitChange extends LimitEventChange {
  readonly limit: LimitVersion;
}

/** A limit, and how its count goes as far as is believed. */
interface Board {
  readonly limitId: string;
  readonly zones: BoardLimit['zones'];
  readonly steps: StepFunction;
  /** When each person counts. */
  readonly counted: Map<string, Interval[]>;
  versions: readonly LimitVersion[];
  told: readonly LimitEvent[];
}

/**
 * @param people visits and marks in the zones of the limits that have a moment behind `since`.
 * @param since instant before which nothing that comes makes a difference; counts are known from there on.
 * @param selected when a person belongs to those a version counts.
 */
export function createLimitBoard({
  limits,
  people,
  since,
  selected,
}: {
  limits: readonly BoardLimit[];
  people: ReadonlyMap<string, PersonRecord>;
  since: number;
  selected: (personId: string, version: LimitVersion) => readonly Interval[];
}): LimitBoard {
  const boards = limits.map((limit): Board => ({ ...limit, counted: new Map(), steps: createStepFunction() }));
  for (const board of boards) for (const [personId, person] of people) count(board, personId, person);

  /** Counts a person anew; gives back the first instant at which that makes a difference, or null. */
  function count(board: Board, personId: string, { visits, spans }: PersonRecord): number | null {
    const before = board.counted.get(personId) ?? [];
    const after = countedIn(board, { visits, spans }, { since, selected: (version) => selected(personId, version) });
    const difference = firstDifference(before, after);
    if (difference === null) return null;
    board.steps.add(before, -1);
    board.steps.add(after, 1);
    board.counted.set(personId, after);
    return difference;
  }

  /** Tells what became of a limit from an instant on. */
  function judge(board: Board, at: number, cause: BoardCause): LimitChange[] {
    const { limitId, versions, told } = board;
    const limit = versions.at(-1);
    if (!limit) return [];
    const kept = told.filter((event) => event.at < at);
    const found = crossingsOf(board.steps.from(at), { versions, before: stateAfter(kept.at(-1)) });
    const idOf = (crossing: Crossing) => eventId([limitId, crossing.kind, crossing.at, cause.topic, cause.offset]);
    const { events, changes } = reconcile(told.slice(kept.length), found, idOf);
    board.told = [...kept, ...events];
    return changes.map((change) => ({ ...change, limit }));
  }

  return {
    // A limit is judged when all are counted: what lies between was never so, and an entry tells of an event once.
    people: (changed, cause) =>
      boards.flatMap((board) => {
        const instants = [...changed].flatMap(([personId, person]) => count(board, personId, person) ?? []);
        return instants.length ? judge(board, Math.min(...instants), cause) : [];
      }),
    again: (changed, cause) =>
      boards.flatMap((board) => {
        for (const [personId, person] of changed) count(board, personId, person);
        return judge(board, since, cause);
      }),
    limit: (limitId, versions, cause) =>
      boards
        .filter((board) => board.limitId === limitId)
        .flatMap((board) => {
          board.versions = versions;
          for (const [personId, person] of people) count(board, personId, person);
          return judge(board, Math.max(since, versions.at(-1)?.validFrom ?? since), cause);
        }),
  };
}

/** When a person counts for a limit from an instant on. */
function countedIn(
  { zones, versions }: Pick<Board, 'zones' | 'versions'>,
  { visits, spans }: PersonRecord,
  { since, selected }: { since: number; selected: (version: LimitVersion) => readonly Interval[] },
): Interval[] {
  // Who is lost counts for no limit, and what follows a loss need not be known here.
  const stays = staysOf({ visits: visits.map((visit) => ({ ...visit, lost: null })), spans });
  const inside = stays
    .filter((stay) => countsForLimits(stay.state) && endOf(stay) > since)
    .flatMap((stay) => intersectionOf([{ ...stay, from: Math.max(stay.from, since) }], zones.get(stay.zoneId) ?? []));
  return inside.length ? intersectionOf(unionOf(inside), selectedBy(versions, selected)) : [];
}

/** When somebody counts, version by version; each holds until the next. */
function selectedBy(
  versions: readonly LimitVersion[],
  selected: (version: LimitVersion) => readonly Interval[],
): Interval[] {
  return unionOf(
    versions.flatMap((version, index) => {
      const to = versions[index + 1]?.validFrom ?? null;
      return intersectionOf([{ from: version.validFrom, to }], selected(version));
    }),
  );
}

/** A UUID that follows from what it names (RFC 9562 §5.8). */
function eventId(parts: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(parts.join('/')).digest().subarray(0, 16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
