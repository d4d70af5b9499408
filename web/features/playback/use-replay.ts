import { useEffect, useState, useSyncExternalStore } from 'react';
import { AskFailure } from '../../graphql/ask-page.ts';
import { useLive } from '../../live/live-provider.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { loadFixes, loadReplay, widened, type ReplayFacts } from './load-replay.ts';
import type { Chosen } from './playback-address.ts';
import type { Span } from './replay/density.ts';
import { FixStore } from './replay/fix-store.ts';
import { GAP_MS } from './replay/replay-lane.ts';
import { ReplayPlayer, type PlayerState } from './replay/replay-player.ts';
import { resolveLanes, type ResolvedLanes } from './resolve-lanes.ts';

/** A replay that can be played. */
export interface Replay extends ResolvedLanes {
  readonly facts: ReplayFacts;
  readonly store: FixStore;
  readonly player: ReplayPlayer;
  /** What is replayed: the span that was asked for as far as it is past. */
  readonly span: Span;
  /** When it was loaded, Unix milliseconds of the server's clock. */
  readonly loadedAt: number;
}

/** What there is to show. */
export type ReplayState =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'future' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly codes: readonly string[] }
  | { readonly kind: 'ready'; readonly replay: Replay };

/** Loads a replay, and loads it anew when somebody else or another time is asked for. @param at, speed it begins with. */
export function useReplay(
  who: readonly Chosen[],
  { span: { from, to }, at, speed }: { span: Span; at: number | null; speed: number },
): { state: ReplayState; reload: (at: number | null) => void } {
  const { clock } = useLive();
  const mayVisits = useMay('visits:read');
  const [attempt, setAttempt] = useState<{ readonly at: number | null }>({ at });
  const [state, setState] = useState<ReplayState>({ kind: 'loading' });
  const key = who.map(({ kind, id }) => `${kind}:${id}`).join();
  useEffect(() => {
    if (!who.length) return setState({ kind: 'nobody' });
    const loadedAt = clock.now();
    if (from >= loadedAt) return setState({ kind: 'future' });
    const control = new AbortController();
    const span = { from, to: Math.min(to, Math.floor(loadedAt)) };
    setState({ kind: 'loading' });
    let player: ReplayPlayer | null = null;
    const begin = async () => {
      try {
        const replay = await load(who, { span, loadedAt, mayVisits, signal: control.signal, at: attempt.at, speed });
        if (control.signal.aborted) return replay.player.stop();
        player = replay.player;
        setState({ kind: 'ready', replay });
      } catch (failure) {
        if (control.signal.aborted) return;
        setState({ kind: 'failed', codes: failure instanceof AskFailure ? failure.codes : [] });
      }
    };
    void begin();
    return () => {
      control.abort();
      player?.stop();
    };
    // Where a replay begins and how fast matters only when it is loaded.
  }, [key, from, to, mayVisits, clock, attempt]);
  return { state, reload: (instant) => setAttempt({ at: instant }) };
}

interface Asked {
  readonly span: Span;
  readonly loadedAt: number;
  readonly mayVisits: boolean;
  readonly signal: AbortSignal;
  readonly at: number | null;
  readonly speed: number;
}

async function load(who: readonly Chosen[], { span, loadedAt, mayVisits, signal, at, speed }: Asked): Promise<Replay> {
  const resolved = await resolveLanes(who, { span, signal });
  const { lanes } = resolved;
  const none = { lanes: [], counts: new Map<number, number>() };
  const facts = lanes.length ? await loadReplay(lanes, { span, mayVisits, signal }) : none;
  const beginnings = facts.lanes.flatMap(({ track }) => Date.parse(track?.points[0]?.recordedAt ?? '') || []);
  // Nothing is to be seen before the first position.
  const first = beginnings.length ? Math.max(span.from, Math.min(...beginnings)) : span.from;
  const instant = Math.min(span.to, Math.max(span.from, at ?? first));
  const store = new FixStore({
    lanes: lanes.map(({ trackerId, carried }, lane) => ({
      trackerId,
      carried,
      positionCount: facts.lanes[lane]?.track?.positionCount ?? 0,
    })),
    span: widened(span),
    gapMs: GAP_MS,
    instant,
    load: loadFixes,
  });
  const player = new ReplayPlayer({
    store,
    lanes,
    clock: { ...span, speed, at: instant, since: null },
    timing: {
      now: () => performance.now(),
      requestFrame: (draw) => requestAnimationFrame(draw),
      cancelFrame: (handle) => cancelAnimationFrame(handle),
    },
    calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  return { ...resolved, facts, store, player, span, loadedAt };
}

/** What buttons show of a player. */
export function usePlayer(player: ReplayPlayer): PlayerState {
  return useSyncExternalStore(player.onState, player.state, player.state);
}

/** The shown instant for what is written, at most once in `everyMs`; the last one is never left out. */
export function useInstant(player: ReplayPlayer, everyMs = 250): number {
  const [instant, setInstant] = useState(player.instant);
  useEffect(() => {
    let shownAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      shownAt = performance.now();
      setInstant(player.instant);
    };
    const stop = player.onFrame(() => {
      timer ??= setTimeout(show, Math.max(0, shownAt + everyMs - performance.now()));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [player, everyMs]);
  return instant;
}

/** Grows, at most four times a second, with the positions that are there. */
export function useStoreVersion(store: FixStore): number {
  const [version, setVersion] = useState(store.version);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      setVersion(store.version);
    };
    show();
    const stop = store.subscribe(() => {
      timer ??= setTimeout(show, 250);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  return version;
}
