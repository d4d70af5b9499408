/** People counted at one instant. */
export interface Count {
  /** People inside who are heard from. */
  readonly present: number;
  /** People inside who have been silent for longer than the zone's rules allow. */
  readonly stale: number;
}

/** The count of one zone or place, and when it last changed. */
export interface LiveCount extends Count {
  /** The store's version that brought it; a higher one means that other people may be inside. */
  readonly version: number;
}

/** Every count of the tenant as one value: it is replaced, never changed. */
export interface Headcounts {
  readonly zones: ReadonlyMap<string, LiveCount>;
  readonly places: ReadonlyMap<string, LiveCount>;
  /** Grows with every event. */
  readonly version: number;
}

/** An event of the stream. */
export interface HeadcountEvent {
  /** Whether it names every zone and place, rather than what changed. */
  readonly snapshot: boolean;
  readonly zones: readonly CountedEntity[];
  readonly places: readonly CountedEntity[];
}

interface CountedEntity {
  readonly id: string;
  readonly headcount: Count;
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
    this.#current = {
      zones: changed(before?.zones, zones, version),
      places: changed(before?.places, places, version),
      version,
    };
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

function changed(
  before: ReadonlyMap<string, LiveCount> | undefined,
  entities: readonly CountedEntity[],
  version: number,
): ReadonlyMap<string, LiveCount> {
  const after = new Map(before);
  for (const { id, headcount } of entities) {
    after.set(id, { present: headcount.present, stale: headcount.stale, version });
  }
  return after;
}
