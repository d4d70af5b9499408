import { silencesOf, type CoverageChange, type Heard } from '../../domain/presence/coverage.ts';
import type { KnownFences } from '../../domain/presence/fence-set.ts';
import type { DerivedVisit } from '../../domain/presence/reconcile.ts';
import {
  isSameState,
  mergedFixes,
  only,
  replay,
  withStandings,
  type KeptFix,
  type Segment,
} from '../../domain/presence/replay.ts';
import type { TrackerState } from '../../domain/presence/tracker-state.ts';
import type { SegmentLine } from './segment-line.ts';

/** What is to be derived anew of one tracker. */
export interface AnewRequest {
  /** Fixes that are not part of its time yet, in order. */
  readonly fresh: readonly KeptFix[];
  /** The first instant that is concerned, Unix milliseconds. */
  readonly from: number;
  readonly fences: KnownFences;
  /** Geofences that are concerned, to the end of the tracker's time; null: all, as far as anything comes out differently. */
  readonly concerned: ReadonlySet<string> | null;
  /** Up to when nothing was heard behind the last fix, as far as is known. */
  readonly until: number;
}

/** A stretch of time derived anew: `[from, to)`, Unix milliseconds; null: to the end, what lasts not included. */
export interface AnewStretch {
  readonly from: number;
  readonly to: number | null;
  readonly visits: readonly DerivedVisit[];
}

/** What came of deriving anew. */
export interface Anew {
  readonly stretches: readonly AnewStretch[];
  readonly coverage: readonly CoverageChange[];
  /** Kept segments that are replaced, by the time of their first fix. */
  readonly removed: readonly number[];
  /** The segments in their place. */
  readonly segments: readonly Segment[];
  /** The fixes behind all segments, and where the tracker stands in the end; null where the end is as it was. */
  readonly end: { readonly recent: Segment; readonly state: TrackerState } | null;
}

/**
 * Derives a tracker's time anew from the segment in which the first concerned instant lies, until a segment begins as it
 * did before: from there on nothing can be different.
 */
export async function deriveAnew(request: AnewRequest, line: SegmentLine): Promise<Anew> {
  const anew = new Deriving(request, line);
  await anew.run();
  return anew;
}

class Deriving implements Anew {
  readonly stretches: AnewStretch[] = [];
  readonly coverage: CoverageChange[] = [];
  readonly removed: number[] = [];
  readonly segments: Segment[] = [];
  end: { recent: Segment; state: TrackerState } | null = null;

  readonly #request: AnewRequest;
  readonly #line: SegmentLine;
  readonly #queue: KeptFix[];
  readonly #fences: KnownFences;
  #visits: DerivedVisit[] = [];
  #from = 0;
  #heard: { before: Heard[]; now: Heard[] } = { before: [], now: [] };

  constructor(request: AnewRequest, line: SegmentLine) {
    this.#request = request;
    this.#line = line;
    this.#queue = [...request.fresh];
    this.#fences = request.concerned ? only(request.concerned, request.fences) : request.fences;
  }

  async run(): Promise<void> {
    const { from } = this.#request;
    let state = this.#begin(await this.#line.open(from), from);
    for (;;) {
      state = await this.#replayed(state);
      const next = await this.#line.next();
      if (!next) return this.#finish(state);
      if (this.#isAsBefore(state, next)) {
        this.#close(next.fixes[0]?.recordedAt ?? null);
        const [first] = this.#queue;
        if (!first) return;
        state = this.#begin(await this.#line.open(first.recordedAt), first.recordedAt);
      }
    }
  }

  /** Begins a stretch with the segment in which an instant lies; what was decided before it is none of its business. */
  #begin({ start, fixes }: Segment, at: number): TrackerState {
    this.#visits = [];
    const first = fixes[0]?.recordedAt ?? Infinity;
    // Of time before the first fix that is kept nothing can be derived: what was told of it stays. A fix that comes before
    // all others begins the tracker's time anew.
    this.#from = at < first && at !== this.#queue[0]?.recordedAt && first < Infinity ? first : Math.min(first, at);
    const before = start.last ? [heardOf(start.last)] : [];
    this.#heard = { before: [...before], now: [...before] };
    return start;
  }

  /** Replays the present segment from a state on; gives the state behind it. */
  async #replayed(state: TrackerState): Promise<TrackerState> {
    const { concerned } = this.#request;
    const segment = this.#line.current;
    const taken = this.#take(await this.#line.nextFrom());
    const fixes = taken.length ? mergedFixes(segment.fixes, taken) : segment.fixes;
    const start = concerned ? withStandings(segment.start, state, concerned) : state;
    const { segments, visits, end } = replay(start, fixes, this.#fences);
    this.#visits.push(...visits);
    this.#note(segment.fixes, fixes);
    if (segment.from === null) this.#keepRecent(start, segments);
    else if (taken.length || !isSameState(start, segment.start)) {
      this.removed.push(segment.from);
      this.segments.push(...segments);
    }
    return end;
  }

  #take(before: number | null): KeptFix[] {
    if (before === null) return this.#queue.splice(0);
    const count = this.#queue.findIndex(({ recordedAt }) => recordedAt >= before);
    return this.#queue.splice(0, count < 0 ? this.#queue.length : count);
  }

  #keepRecent(start: TrackerState, segments: readonly Segment[]): void {
    this.segments.push(...segments.slice(0, -1));
    const recent = segments.at(-1) ?? { start, fixes: [] };
    this.end = { recent, state: start };
  }

  #isAsBefore(state: TrackerState, next: Segment & { readonly from: number | null }): boolean {
    return !this.#request.concerned && next.fixes.length > 0 && isSameState(state, next.start);
  }

  #finish(state: TrackerState): void {
    if (this.end) this.end = { ...this.end, state };
    this.#close(null);
  }

  /** Ends the present stretch: at the first fix of a segment that begins as before, or at the end of all. */
  #close(to: number | null): void {
    this.stretches.push({ from: this.#from, to, visits: this.#visits });
    const change = this.#request.fresh.length ? this.#silences(to) : null;
    if (change) this.coverage.push(change);
  }

  #note(before: readonly KeptFix[], now: readonly KeptFix[]): void {
    if (!this.#request.fresh.length) return;
    this.#heard.before.push(...before.map(heardOf));
    this.#heard.now.push(...now.map(heardOf));
  }

  #silences(to: number | null): CoverageChange | null {
    const { before, now } = this.#heard;
    const behind = to === null ? [] : [{ recordedAt: to, isOff: false }];
    const until = to === null ? this.#request.until : null;
    const [old, silences] = [before, now].map((heard) => silencesOf([...heard, ...behind], { until }));
    const from = now[0]?.recordedAt ?? null;
    if (from === null || !silences) return null;
    const isSame = from === before[0]?.recordedAt && JSON.stringify(old) === JSON.stringify(silences);
    return isSame ? null : { from, to, silences };
  }
}

function heardOf({ recordedAt, isOff }: Heard): Heard {
  return { recordedAt, isOff };
}
