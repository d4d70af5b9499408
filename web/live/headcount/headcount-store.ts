import type { HeadcountLimitFragment } from '../../__generated__/graphql.ts';

/** People counted at one instant. Nobody is counted twice. */
export interface Count {
  /** People inside who are heard from, or were marked in by hand. */
  readonly present: number;
  /** People inside who have been silent for so long that there is some doubt. */
  readonly probable: number;
  /** People inside who have been silent for longer than the zone's rules allow. */
  readonly stale: number;
  /** People whose visit ended in silence there and who were not heard of since. */
  readonly unknown: number;
}

/** A count, and how it stands to the limits there are. */
export interface LimitedCount extends Count {
  readonly limits: readonly HeadcountLimitFragment[];
}

/** The count of one zone or place, and when it last changed. */
export interface LiveCount extends LimitedCount {
  /** The store's version that brought it; a higher one means that other people may be inside. */
  readonly version: number;
}

/** The count of a zone. */
export interface ZoneCount extends LiveCount {
  /** Id of the geofence's version that held when it was counted; another one means another shape or name. */
  readonly shape: string;
}

/** Every count of the tenant as one value: it is replaced, never changed. */
export interface Headcounts {
  /** Zones that hold; those that were archived are gone. */
  readonly zones: ReadonlyMap<string, ZoneCount>;
  readonly places: ReadonlyMap<string, LiveCount>;
  /** Grows with every event. */
  readonly version: number;
}

/** An event of the stream. */
export interface HeadcountEvent {
  /** Whether it names every zone and place, rather than what changed. */
  readonly snapshot: boolean;
  readonly zones: readonly CountedZone[];
  readonly places: readonly CountedEntity[];
}

interface CountedEntity {
  readonly id: string;
  /** Null where the service that counts did not answer: then the count before stays. */
  readonly headcount: LimitedCount | null;
}

interface CountedZone extends CountedEntity {
  /** RFC 3339, or null while the zone holds. */
  readonly archivedAt: string | null;
  readonly version: { readonly id: string };
}

/** The newest headcounts, outside of React and of the cache, so that no slower answer overwrites a newer count. */
export class HeadcountStore {
  readonly #listeners = new Set<() => void>();
  #current: Headcounts | null = null;
  #refused = false;

  /** The counts, or null before the first event. The same object until something changes. */
  readonly current = (): Headcounts | null => this.#current;

  /** Whether the server does not let the viewer know. */
  readonly refused = (): boolean => this.#refused;

  /** Calls `listener` after every event; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes in an event; a snapshot also forgets what it leaves out. */
  apply({ snapshot, zones, places }: HeadcountEvent): void {
    const version = (this.#current?.version ?? 0) + 1;
    const before = snapshot ? null : this.#current;
    const zonesNow = new Map(before?.zones);
    for (const { id, archivedAt, headcount, version: shape } of zones) {
      if (archivedAt) zonesNow.delete(id);
      else if (headcount) zonesNow.set(id, { ...countOf(headcount), version, shape: shape.id });
    }
    const placesNow = new Map(before?.places);
    for (const { id, headcount } of places) if (headcount) placesNow.set(id, { ...countOf(headcount), version });
    this.#current = { zones: zonesNow, places: placesNow, version };
    this.#refused = false;
    this.#tell();
  }

  /** The stream was refused for good: nothing is known any more. */
  refuse(): void {
    this.#current = null;
    this.#refused = true;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function countOf({ present, probable, stale, unknown, limits }: LimitedCount): LimitedCount {
  return { present, probable, stale, unknown, limits };
}
