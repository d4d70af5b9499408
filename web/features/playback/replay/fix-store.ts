import type { Span } from './density.ts';
import { joinFixes, within, type FixColumns } from './fix-columns.ts';
import { loadOrder, missingAt, windowAt, windowCount, windowSpan, type WindowKey } from './replay-windows.ts';

/** Loads every position of one tracker in a stretch of time. Fails when it cannot. */
export type LoadFixes = (trackerId: string, span: Span, signal: AbortSignal) => Promise<FixColumns>;

/** A tracker whose positions are kept. */
export interface StoredLane {
  readonly trackerId: string;
  readonly carried: readonly Span[] | null;
  /** About how many positions it has in the span; none: nothing is loaded. */
  readonly positionCount: number;
}

const AT_ONCE = 4;
const RETRY_MS = 4_000;
/** Most positions kept; then only what lies about the instant that is shown. */
const MOST_FIXES = 800_000;

/**
 * Every position of the trackers of a replay, outside of React: loaded window by window from where the replay is, and
 * all of it where that is not too much.
 */
export class FixStore {
  readonly #lanes: readonly StoredLane[];
  readonly #span: Span;
  readonly #gapMs: number;
  readonly #load: LoadFixes;
  readonly #most: number;
  readonly #windows: (FixColumns | null)[][];
  readonly #joined: (FixColumns | null)[];
  readonly #loading = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #instant: number;
  #version = 0;
  #failing = false;

  /** @param span with the gap limit on both sides of what is shown, so that its ends are known as well as its middle. */
  constructor({ lanes, span, gapMs, instant, load, most = MOST_FIXES }: StoreOptions) {
    const count = windowCount(Math.max(0, ...lanes.map(({ positionCount }) => positionCount)));
    this.#lanes = lanes;
    this.#span = span;
    this.#gapMs = gapMs;
    this.#load = load;
    this.#most = most;
    this.#instant = instant;
    this.#windows = lanes.map(({ positionCount }) =>
      Array.from({ length: count }, () => (positionCount ? null : NONE)),
    );
    this.#joined = lanes.map(() => null);
  }

  /** Grows with every window that came or went. */
  get version(): number {
    return this.#version;
  }

  /** Whether the last attempt to load failed; it is made again. */
  get failing(): boolean {
    return this.#failing;
  }

  /** Share of all windows that are there, 0 to 1. */
  get progress(): number {
    const all = this.#windows.flat();
    return all.filter(Boolean).length / all.length;
  }

  /** The positions of a tracker that are there; between windows that are not, they only seem to be a gap. */
  columns(lane: number): FixColumns {
    const parts = (this.#windows[lane] ?? []).filter((window) => window !== null);
    return (this.#joined[lane] ??= joinFixes(parts));
  }

  /** Whether it is known where every tracker was at an instant. */
  knows(instant: number): boolean {
    return this.#windows.every((windows) => !missingAt(windows, instant, this.#where).length);
  }

  /** Loads what is needed at an instant first, then what follows it, then the rest. */
  want(instant: number): void {
    this.#instant = instant;
    while (!this.#stopped.signal.aborted && this.#loading.size < AT_ONCE && !this.#failing) {
      const next = this.#next();
      if (!next) return;
      void this.#fetch(next);
    }
  }

  /** Tells of every change; returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  stop(): void {
    this.#stopped.abort();
  }

  get #where(): { span: Span; gapMs: number } {
    return { span: this.#span, gapMs: this.#gapMs };
  }

  #next(): WindowKey | null {
    const isFree = ({ lane, window }: WindowKey) =>
      this.#windows[lane]?.[window] === null && !this.#loading.has(keyOf({ lane, window }));
    for (const [lane, windows] of this.#windows.entries()) {
      for (const window of missingAt(windows, this.#instant, this.#where)) {
        if (isFree({ lane, window })) return { lane, window };
      }
    }
    // What would have to be forgotten again is not loaded.
    if (this.#kept() + AT_ONCE * this.#largest() > this.#most) return null;
    const count = this.#windows[0]?.length ?? 0;
    const current = windowAt(this.#instant, { span: this.#span, count });
    for (const window of loadOrder(count, current)) {
      for (const lane of this.#windows.keys()) if (isFree({ lane, window })) return { lane, window };
    }
    return null;
  }

  async #fetch({ lane, window }: WindowKey): Promise<void> {
    const stored = this.#lanes[lane];
    const windows = this.#windows[lane];
    if (!stored || !windows) return;
    this.#loading.add(keyOf({ lane, window }));
    try {
      const span = windowSpan(window, { span: this.#span, count: windows.length });
      const fixes = await this.#load(stored.trackerId, span, this.#stopped.signal);
      windows[window] = stored.carried ? within(fixes, stored.carried) : fixes;
      this.#joined[lane] = null;
      this.#failing = false;
      this.#forgetFarthest();
    } catch {
      // Whatever the reason, the same is asked again after a while, and the viewer is told.
      this.#failing = true;
      setTimeout(() => this.#retry(), RETRY_MS);
    }
    this.#loading.delete(keyOf({ lane, window }));
    this.#changed();
    this.want(this.#instant);
  }

  #retry(): void {
    this.#failing = false;
    this.want(this.#instant);
  }

  #kept(): number {
    return this.#windows.flat().reduce((sum, columns) => sum + (columns?.length ?? 0), 0);
  }

  #largest(): number {
    return Math.max(0, ...this.#windows.flat().map((columns) => columns?.length ?? 0));
  }

  #forgetFarthest(): void {
    const count = this.#windows[0]?.length ?? 0;
    const current = windowAt(this.#instant, { span: this.#span, count });
    for (const window of loadOrder(count, current).toReversed()) {
      if (this.#kept() <= this.#most || window === current) return;
      for (const [lane, windows] of this.#windows.entries()) {
        if (!windows[window]?.length || this.#isNeeded(windows, window)) continue;
        windows[window] = null;
        this.#joined[lane] = null;
      }
    }
  }

  #isNeeded(windows: readonly (FixColumns | null)[], window: number): boolean {
    const without = windows.map((columns, index) => (index === window ? null : columns));
    return missingAt(without, this.#instant, this.#where).includes(window);
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

/** What a store is made of. */
export interface StoreOptions {
  readonly lanes: readonly StoredLane[];
  readonly span: Span;
  readonly gapMs: number;
  /** The instant that is shown at first. */
  readonly instant: number;
  readonly load: LoadFixes;
  /** Most positions kept. */
  readonly most?: number;
}

const NONE = joinFixes([]);

function keyOf({ lane, window }: WindowKey): string {
  return `${lane} ${window}`;
}
