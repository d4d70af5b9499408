import { stationsAt } from './facts.ts';
import type { PersonHistory } from './as-known.ts';
import type { BoardPerson } from './board.ts';
import { countPeople, type MusterCounts } from './counts.ts';
import { isAccounted } from './person-state.ts';

/** People who have something in common, counted. */
export interface CountedGroup {
  /** Null for people without it. */
  readonly id: string | null;
  readonly counts: MusterCounts;
}

/** Counts by what people have in common, by id; people without it last. */
export function countBy(people: readonly BoardPerson[], idOf: (person: BoardPerson) => string | null): CountedGroup[] {
  const groups = [...Map.groupBy(people, idOf)].map(([id, members]) => ({ id, counts: countPeople(members) }));
  return groups.toSorted(
    (a, b) => Number(a.id === null) - Number(b.id === null) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1),
  );
}

/** How many people are at one station, and whose it is. */
export interface StationCounts {
  readonly stationId: string;
  readonly accounted: number;
  readonly ask: number;
  readonly wrongStation: number;
  readonly assigned: number;
  readonly assignedMissing: number;
}

/** Counts by station, in the order of the stations; people whose station is none of them are not counted. */
export function countStations(
  people: readonly BoardPerson[],
  {
    stationIds,
    histories,
    until,
  }: { stationIds: readonly string[]; histories: ReadonlyMap<string, PersonHistory>; until: number },
): StationCounts[] {
  const counts = new Map(stationIds.map((stationId) => [stationId, emptyCounts()]));
  for (const person of people) {
    const there = counts.get(person.stationId ?? '');
    if (there) countThere(there, person);
    if (person.state === 'REMOVED') continue;
    for (const stationId of stationsAt(histories.get(person.personId)?.assigned ?? [], until)) {
      const own = counts.get(stationId);
      if (own) countOwn(own, person);
    }
  }
  return [...counts].map(([stationId, count]) => ({ stationId, ...count }));
}

function emptyCounts() {
  return { accounted: 0, ask: 0, wrongStation: 0, assigned: 0, assignedMissing: 0 };
}

type OpenCounts = ReturnType<typeof emptyCounts>;

function countThere(counts: OpenCounts, { state }: BoardPerson): void {
  if (state === 'SAFE' || state === 'INJURED') counts.accounted += 1;
  if (state === 'ASK') counts.ask += 1;
  if (state === 'WRONG_STATION') counts.wrongStation += 1;
}

function countOwn(counts: OpenCounts, { state }: BoardPerson): void {
  counts.assigned += 1;
  if (!isAccounted(state)) counts.assignedMissing += 1;
}
