import type { ResumingSink } from '../graphql/resuming-subscription.ts';

/** What the pages follow; each comes from a service that may be silent while the others answer. */
export type StreamName = 'positions' | 'headcounts' | 'trackers' | 'visits' | 'musters' | 'events';

/** Since when which streams bring nothing, Unix milliseconds; those that are well are absent. */
export type BrokenStreams = ReadonlyMap<StreamName, number>;

const BY_OPERATION: Readonly<Record<string, StreamName>> = {
  PositionsChanged: 'positions',
  PositionsInPart: 'positions',
  HeadcountChanged: 'headcounts',
  TrackersChanged: 'trackers',
  VisitsChanged: 'visits',
  MusterChanged: 'musters',
  GeofenceEventTold: 'events',
  LimitEventTold: 'events',
};

// A stream that goes on may have nothing to say; one that was not refused for this long is well.
const WELL_AFTER_MS = 10_000;
const NONE: BrokenStreams = new Map();

/**
 * Which streams are interrupted although the connection stands: their service does not answer, and what the screen
 * shows of it grows old. The connection itself is the business of `Link`.
 */
export class StreamHealth {
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;
  #broken = NONE;

  /** @param now Unix milliseconds of the clock that ages are told by. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The interrupted streams. The same object until something changes. */
  readonly broken = (): BrokenStreams => this.#broken;

  /** Calls `listener` after every change; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A sink that passes everything on and learns from it how the stream does; `forget` when nobody listens any more. */
  watching<Data>(operationName: string, sink: ResumingSink<Data>): { sink: ResumingSink<Data>; forget: () => void } {
    const name = BY_OPERATION[operationName];
    if (!name) return { sink, forget: () => {} };
    let mending: ReturnType<typeof setTimeout> | undefined;
    const well = () => {
      clearTimeout(mending);
      this.#mend(name);
    };
    return {
      forget: well,
      sink: {
        next(result, first) {
          well();
          sink.next(result, first);
        },
        refused(codes) {
          well();
          sink.refused(codes);
        },
        broken: () => {
          clearTimeout(mending);
          this.#break(name);
        },
        retried: () => {
          mending = setTimeout(well, WELL_AFTER_MS);
        },
      },
    };
  }

  #break(name: StreamName): void {
    if (!this.#broken.has(name)) this.#become(new Map([...this.#broken, [name, this.#now()]]));
  }

  #mend(name: StreamName): void {
    if (this.#broken.has(name)) this.#become(new Map([...this.#broken].filter(([other]) => other !== name)));
  }

  #become(broken: BrokenStreams): void {
    this.#broken = broken;
    for (const listener of this.#listeners) listener();
  }
}
