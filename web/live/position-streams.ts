import type { MapTile } from '@trekker/geo';
import type { PositionsChangedSubscription, PositionsInPartSubscription } from '../__generated__/graphql.ts';
import type { Subscribe } from '../graphql/client.ts';
import { nameDocument } from '../graphql/named-document.ts';
import type { ResumingSink } from '../graphql/resuming-subscription.ts';
import { POSITIONS_CHANGED, POSITIONS_IN_PART } from './documents.graphql.ts';
import type { PositionStore } from './position-store.ts';
import { tileTest } from './viewport/tile-cover.ts';

/** What streams need. */
export interface PositionStreamsDeps {
  readonly subscribe: Subscribe;
  readonly store: PositionStore;
  /** Told of each event but the first of a stretch: what was missed while away is old without the stream being late. */
  readonly onEvent: (change: PositionChange) => void;
}

/** An event of either stream. */
export type PositionChange = PositionsChangedSubscription['positionsChanged'] & { readonly left?: readonly string[] };

/** A stream of all, or of whoever is in some tiles. */
interface Stream {
  /** Null: all. */
  readonly tiles: readonly MapTile[] | null;
  readonly isIn: ReturnType<typeof tileTest>;
  stop: () => void;
}

/**
 * Fills a store by one stream of all positions, or by one of some tiles and one of some trackers wherever they are. Another
 * part is followed without a gap: what runs goes on until the first event of what takes its place, on the same socket. The
 * first stream is always of all, so that everybody's whereabouts were known once.
 */
export class PositionStreams {
  readonly #deps: PositionStreamsDeps;
  #wanted: readonly MapTile[] | null = null;
  #current: Stream | null = null;
  #next: Stream | null = null;
  #others = NOBODY;
  #followedOthers: ReadonlySet<string> = NOBODY;
  #stopOthers: (() => void) | null = null;

  constructor(deps: PositionStreamsDeps) {
    this.#deps = deps;
  }

  /** Begins; returns how to stop. */
  start(): () => void {
    this.#next = this.#open(null);
    return () => {
      for (const stream of [this.#current, this.#next]) stream?.stop();
      this.#current = null;
      this.#next = null;
      this.#followOthers();
    };
  }

  /** Follows only whoever is in some tiles, all of one zoom; null: all. */
  narrow(tiles: readonly MapTile[] | null): void {
    this.#wanted = tiles;
    this.#changeOver();
  }

  /** Follows trackers wherever they are, while not all are followed anyway. */
  alsoFollow(trackerIds: readonly string[]): void {
    this.#others = new Set(trackerIds.slice(0, MOST_OTHERS));
    this.#followOthers();
  }

  /** Whether what the store says of a tracker is current, as far as the streams are. */
  follows(trackerId: string): boolean {
    if (!this.#current?.tiles || this.#others.has(trackerId)) return true;
    const position = this.#deps.store.get(trackerId);
    return position !== null && this.#current.isIn(position);
  }

  /** Opens what is wanted beside what runs; before anything runs it waits for it. */
  #changeOver(): void {
    if (!this.#current || (this.#next ?? this.#current).tiles === this.#wanted) return;
    this.#next?.stop();
    this.#next = this.#current.tiles === this.#wanted ? null : this.#open(this.#wanted);
    this.#followOthers();
  }

  #open(tiles: readonly MapTile[] | null): Stream {
    const stream: Stream = { tiles, isIn: tileTest(tiles ?? []), stop: () => {} };
    const take = (change: PositionChange, first: boolean) => {
      if (stream === this.#next) {
        this.#current?.stop();
        this.#current = stream;
        this.#next = null;
        this.#apply(change, stream);
        this.#changeOver();
      } else this.#apply(change, stream);
      if (!first) this.#deps.onEvent(change);
    };
    stream.stop = tiles
      ? this.#subscribeToPart({ tiles: [...tiles] }, take)
      : this.#deps.subscribe<PositionsChangedSubscription>(
          { ...nameDocument(POSITIONS_CHANGED), variables: {} },
          this.#sink(({ positionsChanged }) => positionsChanged, take),
        );
    return stream;
  }

  #followOthers(): void {
    const isPart = this.#current !== null && (this.#next ?? this.#current).tiles !== null;
    const others = isPart ? this.#others : NOBODY;
    if (others.symmetricDifference(this.#followedOthers).size === 0) return;
    this.#stopOthers?.();
    this.#followedOthers = others;
    this.#stopOthers = others.size
      ? this.#subscribeToPart({ trackerIds: [...others] }, ({ positions, left = [] }) =>
          this.#deps.store.apply({ snapshot: false, positions, left }),
        )
      : null;
  }

  #subscribeToPart(
    filter: { readonly tiles: MapTile[] } | { readonly trackerIds: string[] },
    take: (change: PositionChange, first: boolean) => void,
  ): () => void {
    return this.#deps.subscribe<PositionsInPartSubscription>(
      { ...nameDocument(POSITIONS_IN_PART), variables: { filter } },
      this.#sink(({ positionUpdates }) => positionUpdates, take),
    );
  }

  #sink<Data>(
    changeOf: (data: Data) => PositionChange | null | undefined,
    take: (change: PositionChange, first: boolean) => void,
  ): ResumingSink<Data> {
    return {
      next: ({ data }, first) => {
        const change = data && changeOf(data);
        if (change) take(change, first);
      },
      refused: () => this.#deps.store.apply({ snapshot: true, positions: [] }),
    };
  }

  #apply({ snapshot, positions, left = [] }: PositionChange, { tiles, isIn }: Stream): void {
    const { store } = this.#deps;
    if (!tiles) return store.apply({ snapshot, positions });
    const gone = snapshot ? this.#untold(new Set(positions.map(({ tracker }) => tracker.id)), isIn) : left;
    // Where those are that are followed by themselves, their own stream says.
    return store.apply({ snapshot: false, positions, left: gone.filter((id) => !this.#others.has(id)) });
  }

  /** Whom the store has where the stream has nobody: they went elsewhere while nobody looked. */
  #untold(told: ReadonlySet<string>, isIn: Stream['isIn']): string[] {
    const { store } = this.#deps;
    const untold: string[] = [];
    store.forEachSince(-1, (slot, trackerId) => {
      const position = told.has(trackerId) ? null : store.at(slot);
      if (position && isIn(position)) untold.push(trackerId);
    });
    return untold;
  }
}

const NOBODY: ReadonlySet<string> = new Set();
// The API takes no more.
const MOST_OTHERS = 500;
