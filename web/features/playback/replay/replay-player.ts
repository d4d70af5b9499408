import type { GeoPoint, MapEngine } from '../../../map/engine.ts';
import { boundsOf } from '../../../map/features/bounds.ts';
import type { ReplayMarker, ReplayWays } from '../../../map/features/replay-features.ts';
import type { FixStore } from './fix-store.ts';
import { instantOf, isRunning, paused, played, sought, sped, type ReplayClock } from './replay-clock.ts';
import { GAP_MS, type ReplayLane } from './replay-lane.ts';
import { trailOf } from './replay-ways.ts';
import { whereaboutsAt, type Whereabouts } from './whereabouts.ts';

/** What buttons show of a replay. The same object until something of it changes. */
export interface PlayerState {
  readonly playing: boolean;
  /** Whether positions for the shown instant are still on their way. */
  readonly waiting: boolean;
  readonly speed: number;
  /** Lanes that the map keeps in view. */
  readonly following: ReadonlySet<number>;
  /** How much of the way behind a marker is drawn strongly, in milliseconds. */
  readonly trailMs: number;
}

/** The parts of a browser that a replay runs on. */
export interface PlayerTiming {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly requestFrame: (draw: () => void) => number;
  readonly cancelFrame: (handle: number) => void;
}

const TRAILS_EVERY_MS = 100;
const FOLLOW_EVERY_MS = 400;

/**
 * Replays outside of React: once a frame it asks the clock which instant it is and the store where everybody was, and
 * hands that to the map. While positions for an instant are on their way the clock stands.
 */
export class ReplayPlayer {
  readonly #store: FixStore;
  readonly #lanes: readonly ReplayLane[];
  readonly #timing: PlayerTiming;
  readonly #calm: boolean;
  readonly #frameListeners = new Set<(instant: number) => void>();
  readonly #stateListeners = new Set<() => void>();
  readonly #pointListeners = new Set<() => void>();
  #clock: ReplayClock;
  #state: PlayerState;
  #engine: MapEngine | null = null;
  #pointed: number | null = null;
  #frame: number | null = null;
  #trailsAt = Number.NEGATIVE_INFINITY;
  #followedAt = Number.NEGATIVE_INFINITY;

  /** @param calm whether the camera jumps rather than glides. */
  constructor({ store, lanes, clock, timing, calm }: PlayerOptions) {
    this.#store = store;
    this.#lanes = lanes;
    this.#timing = timing;
    this.#calm = calm;
    this.#clock = clock;
    this.#state = { playing: false, waiting: true, speed: clock.speed, following: new Set(), trailMs: 15 * 60_000 };
    store.subscribe(() => this.redraw());
    store.want(clock.at);
  }

  /** The shown instant, Unix milliseconds. */
  get instant(): number {
    return instantOf(this.#held(this.#timing.now()), this.#timing.now());
  }

  state = (): PlayerState => this.#state;

  /** Tells when `state` is another; returns how to stop. */
  onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** Tells the instant of every frame, and at once; returns how to stop. */
  onFrame(listener: (instant: number) => void): () => void {
    this.#frameListeners.add(listener);
    listener(this.instant);
    return () => this.#frameListeners.delete(listener);
  }

  /** Draws on a map from now on, or on none. */
  attach(engine: MapEngine | null): void {
    this.#engine = engine;
    this.redraw();
  }

  play(): void {
    const wall = this.#timing.now();
    this.#clock = played(this.#held(wall), wall);
    this.redraw();
  }

  pause(): void {
    const wall = this.#timing.now();
    this.#clock = paused(this.#held(wall), wall);
    this.redraw();
  }

  toggle(): void {
    if (this.#state.playing) this.pause();
    else this.play();
  }

  seek(instant: number): void {
    this.#clock = sought(this.#clock, { instant, wall: this.#timing.now() });
    this.redraw();
  }

  setSpeed(speed: number): void {
    const wall = this.#timing.now();
    this.#clock = sped(this.#held(wall), { speed, wall });
    this.redraw();
  }

  setTrail(trailMs: number): void {
    this.#change({ trailMs });
    this.redraw();
  }

  follow(following: ReadonlySet<number>): void {
    this.#change({ following });
    this.#followedAt = Number.NEGATIVE_INFINITY;
    this.redraw();
  }

  /** Shows besides where everybody was at another instant, or no longer. */
  point(instant: number | null): void {
    if (instant === this.#pointed) return;
    this.#pointed = instant;
    for (const listener of this.#pointListeners) listener();
    this.redraw();
  }

  /** The instant that is pointed at, or null. */
  pointed = (): number | null => this.#pointed;

  /** Tells when another instant is pointed at; returns how to stop. */
  onPointed = (listener: () => void): (() => void) => {
    this.#pointListeners.add(listener);
    return () => this.#pointListeners.delete(listener);
  };

  /** Where a tracker was, or null while its positions are on their way. */
  whereabouts(lane: number, instant: number): Whereabouts | null {
    return this.#store.knows(instant) ? whereaboutsAt(this.#store.columns(lane), instant, GAP_MS) : null;
  }

  /** Draws the next frame even if no time passes. */
  redraw(): void {
    this.#frame ??= this.#timing.requestFrame(() => this.#draw());
  }

  stop(): void {
    if (this.#frame !== null) this.#timing.cancelFrame(this.#frame);
    this.#frame = -1;
    this.#engine = null;
    this.#store.stop();
  }

  #draw(): void {
    this.#frame = null;
    const wall = this.#timing.now();
    this.#clock = this.#held(wall);
    const instant = instantOf(this.#clock, wall);
    this.#store.want(instant);
    const waiting = !this.#store.knows(instant);
    if (waiting) this.#clock = sought(this.#clock, { instant, wall });
    else this.#show(instant, wall);
    const playing = waiting ? this.#clock.since !== null : isRunning(this.#clock, wall);
    if (!playing && this.#clock.since !== null) this.#clock = paused(this.#clock, wall);
    this.#change({ playing, waiting, speed: this.#clock.speed });
    for (const listener of this.#frameListeners) listener(instant);
    // While it waits the store says when there is something to draw.
    if (playing && !waiting) this.redraw();
  }

  /** The time of the wall goes on while positions are on their way; that of the replay does not. */
  #held(wall: number): ReplayClock {
    return this.#state.waiting ? sought(this.#clock, { instant: this.#clock.at, wall }) : this.#clock;
  }

  #show(instant: number, wall: number): void {
    const markers = this.#lanes.flatMap((_, lane) => this.#markerOf(lane, instant, false));
    const pointed = this.#pointed;
    const ghosts = pointed === null ? [] : this.#lanes.flatMap((_, lane) => this.#markerOf(lane, pointed, true));
    const due = !this.#clock.since || wall >= this.#trailsAt + TRAILS_EVERY_MS;
    if (due) this.#trailsAt = wall;
    this.#engine?.showReplay([...ghosts, ...markers], due ? this.#trails(markers, instant) : null);
    this.#follow(markers, wall);
  }

  #markerOf(lane: number, instant: number, pointed: boolean): ReplayMarker[] {
    const about = this.#lanes[lane];
    const where = this.whereabouts(lane, instant);
    if (!about || !where || where.kind === 'unknown') return [];
    const { trackerId, label, kind, number } = about;
    const { latitude, longitude } = where;
    const heading = where.kind === 'located' ? where.heading : null;
    const state = pointed ? 'pointed' : where.kind;
    return [{ trackerId, label, kind, number, latitude, longitude, heading, state }];
  }

  #trails(markers: readonly ReplayMarker[], instant: number): ReplayWays {
    const lengthMs = this.#state.trailMs;
    const located = markers.filter(({ state }) => state === 'located');
    const features = located.flatMap((here) => {
      const lane = here.number - 1;
      return trailOf(lane, this.#store.columns(lane), { instant, lengthMs, gapMs: GAP_MS, here });
    });
    return { type: 'FeatureCollection', features };
  }

  #follow(markers: readonly ReplayMarker[], wall: number): void {
    const followed: GeoPoint[] = markers.filter(({ number }) => this.#state.following.has(number - 1));
    const [first] = followed;
    if (!first || !this.#engine || wall < this.#followedAt + FOLLOW_EVERY_MS) return;
    this.#followedAt = wall;
    const bounds = boundsOf(followed);
    if (followed.length === 1) this.#engine.moveTo(first, { instant: this.#calm });
    else if (bounds) this.#engine.fit(bounds, { instant: this.#calm });
  }

  #change(changes: Partial<PlayerState>): void {
    const next = { ...this.#state, ...changes };
    const same = (Object.keys(next) as (keyof PlayerState)[]).every((key) => next[key] === this.#state[key]);
    if (same) return;
    this.#state = next;
    for (const listener of this.#stateListeners) listener();
  }
}

/** What a player is made of. */
export interface PlayerOptions {
  readonly store: FixStore;
  readonly lanes: readonly ReplayLane[];
  readonly clock: ReplayClock;
  readonly timing: PlayerTiming;
  readonly calm: boolean;
}
