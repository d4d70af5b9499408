import type { ConnectionStatus, TrackerRowFragment } from '../../__generated__/graphql.ts';
import type { PersonRow } from '../../live/use-trackers.ts';
import { byName } from '../../ui/by-name.ts';
import type { MarkerKind, MarkerLook } from '../../map/features/marker-diff.ts';

/** One line of the list beside the map: a person, an asset with its tracker, or a tracker nobody carries. */
export interface Entry {
  /** `person:<id>` or `tracker:<id>`; also how an address names it. */
  readonly key: string;
  readonly kind: MarkerKind;
  /** Whom it is, or null for what is no person. */
  readonly personId: string | null;
  readonly name: string;
  readonly unit: string | null;
  /** The tracker that speaks for it, or null for a person without one. */
  readonly tracker: TrackerRowFragment | null;
  /** All its trackers. */
  readonly trackerIds: readonly string[];
}

/** Which entries a list shows. */
export interface EntryFilter {
  /** Part of a name, a tracker's name or an identifier, in any case; empty for all. */
  readonly text: string;
  /** Only entries heard from this well; null for all. */
  readonly connection: ConnectionStatus | null;
}

const BY_CONNECTION: Readonly<Record<ConnectionStatus, number>> = { CONNECTED: 0, IDLE: 1, DISCONNECTED: 2 };

/** Every person, and every tracker no person carries, by name. */
export function entriesOf(people: readonly PersonRow[], trackers: readonly TrackerRowFragment[]): Entry[] {
  const carried = Map.groupBy(trackers, (tracker) => tracker.person?.id ?? null);
  const persons = people.map((person): Entry => {
    const own = (carried.get(person.id) ?? []).toSorted(byConnection);
    return {
      key: `person:${person.id}`,
      kind: 'person',
      personId: person.id,
      name: person.name,
      unit: person.unit?.name ?? null,
      tracker: own[0] ?? null,
      trackerIds: own.map(({ id }) => id),
    };
  });
  const others = (carried.get(null) ?? []).map((tracker): Entry => ({
    key: `tracker:${tracker.id}`,
    kind: tracker.asset ? 'asset' : 'tracker',
    personId: null,
    name: tracker.asset?.name ?? tracker.name,
    unit: tracker.asset?.unit?.name ?? tracker.unit?.name ?? null,
    tracker,
    trackerIds: [tracker.id],
  }));
  return [...persons, ...others].toSorted(byName);
}

/** The connection an entry counts under; a person without a tracker is not heard from. */
export function connectionOf({ tracker }: Entry): ConnectionStatus {
  return tracker?.connection ?? 'DISCONNECTED';
}

/** The entries a filter lets through. */
export function filterEntries(entries: readonly Entry[], { text, connection }: EntryFilter): Entry[] {
  const wanted = text.trim().toLocaleLowerCase();
  return entries.filter(
    (entry) => (connection === null || connectionOf(entry) === connection) && mentions(entry, wanted),
  );
}

/** How many entries are heard from how well. */
export function countByConnection(entries: readonly Entry[]): Record<ConnectionStatus, number> {
  const counts = { CONNECTED: 0, IDLE: 0, DISCONNECTED: 0 };
  for (const entry of entries) counts[connectionOf(entry)]++;
  return counts;
}

/** What markers look like, by tracker. */
export function looksOf(trackers: readonly TrackerRowFragment[]): ReadonlyMap<string, MarkerLook> {
  return new Map(
    trackers.map(({ id, name, person, asset, connection }) => [
      id,
      { label: person?.name ?? asset?.name ?? name, kind: person ? 'person' : asset ? 'asset' : 'tracker', connection },
    ]),
  );
}

function mentions({ name, unit, tracker }: Entry, wanted: string): boolean {
  const texts = [name, unit ?? '', tracker?.name ?? '', ...(tracker?.identifiers ?? [])];
  return texts.some((text) => text.toLocaleLowerCase().includes(wanted));
}

function byConnection(a: TrackerRowFragment, b: TrackerRowFragment): number {
  const order = BY_CONNECTION[a.connection] - BY_CONNECTION[b.connection];
  return order || (b.lastHeardAt ?? '').localeCompare(a.lastHeardAt ?? '') || a.id.localeCompare(b.id);
}
