import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { byName } from '../../ui/by-name.ts';
import type { PersonRow } from '../../live/use-trackers.ts';

/** A person with the trackers they carry, the one heard last first. */
export interface PersonWithTrackers extends PersonRow {
  readonly trackers: readonly TrackerRowFragment[];
}

/** People by name, each with their trackers. */
export function withTrackers(
  people: readonly PersonRow[],
  trackers: readonly TrackerRowFragment[],
): PersonWithTrackers[] {
  const carried = Map.groupBy(trackers, ({ person }) => person?.id);
  return people
    .map((person) => ({ ...person, trackers: (carried.get(person.id) ?? []).toSorted(lastHeardFirst) }))
    .toSorted(byName);
}

/** People whose name, unit or tracker mentions a text, in any case. */
export function filterPeople(people: readonly PersonWithTrackers[], text: string): PersonWithTrackers[] {
  const wanted = text.trim().toLocaleLowerCase();
  return people.filter(({ name, unit, trackers }) =>
    [name, unit?.name ?? '', ...trackers.flatMap((tracker) => [tracker.name, ...tracker.identifiers])].some((part) =>
      part.toLocaleLowerCase().includes(wanted),
    ),
  );
}

function lastHeardFirst(a: TrackerRowFragment, b: TrackerRowFragment): number {
  return (b.lastHeardAt ?? '').localeCompare(a.lastHeardAt ?? '') || a.id.localeCompare(b.id);
}
