'use client';

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Provider, useSubscription } from 'urql';
import { TRACKERS_CHANGED } from './documents.graphql.ts';
import { linkStatus, type LinkStatus } from './link.ts';
import { usePast } from './past/past.tsx';
import type { BrokenStreams, StreamName } from './stream-health.ts';
import { createLiveSession, type LiveSession } from './live-session.ts';

const LiveContext = createContext<LiveSession | null>(null);

/** Gives the views below one session with the server; lists stay current by the tracker stream. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [session] = useState(() => createLiveSession({ onSignedOut: leave }));
  useEffect(() => session.watchNetwork(), [session]);
  return (
    <LiveContext value={session}>
      <Provider value={session.graphql}>
        <TrackerStream />
        {children}
      </Provider>
    </LiveContext>
  );
}

/** The session of the page. Fails outside of a LiveProvider. */
export function useLive(): LiveSession {
  const session = use(LiveContext);
  if (!session) throw new Error('useLive needs a LiveProvider above it');
  return session;
}

/** Unix milliseconds of the server's clock, renewed every second; where the past is shown, its instant. */
export function useNow(): number {
  const { ticker, clock } = useLive();
  const past = usePast();
  useSyncExternalStore(ticker.subscribe, ticker.snapshot, () => 0);
  return past?.at ?? clock.now();
}

/** What to tell people about the connection. */
export function useLinkStatus(): LinkStatus {
  const { ticker, link } = useLive();
  const now = useSyncExternalStore(ticker.subscribe, ticker.snapshot, () => 0);
  return now ? linkStatus(link(), Math.max(now, link().since)) : { kind: 'connecting' };
}

/** Whether the connection is interrupted for long enough that people are told. */
export function useInterrupted(): boolean {
  const { kind } = useLinkStatus();
  return kind === 'reconnecting' || kind === 'offline';
}

/** Which streams are interrupted although the connection stands. */
export function useBrokenStreams(): BrokenStreams {
  const { health } = useLive();
  return useSyncExternalStore(health.subscribe, health.broken, () => NOTHING_BROKEN);
}

/** Since when what is shown of a stream is no longer current, Unix milliseconds of the server's clock, or null. */
export function useStaleSince(name: StreamName): number | null {
  return useBrokenStreams().get(name) ?? null;
}

const NOTHING_BROKEN: BrokenStreams = new Map();

function TrackerStream() {
  useSubscription({ query: TRACKERS_CHANGED });
  return null;
}

function leave(): void {
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
