import type { Client } from '@urql/core';
import { fetchAccessToken } from '../graphql/access-token.ts';
import { createGraphqlClient, type Subscribe } from '../graphql/client.ts';
import { createLiveSocket } from '../graphql/live-socket.ts';
import { NetworkReturns } from '../graphql/network-returns.ts';
import { subscribeResuming } from '../graphql/resuming-subscription.ts';
import { browserWakeUps } from '../graphql/wakeable-sleep.ts';
import { createHeadcountFeed } from './headcount/headcount-feed.ts';
import { HeadcountStore } from './headcount/headcount-store.ts';
import { cameBack, changeLink, newLink, type Link, type LinkChange } from './link.ts';
import { createPositionFeed, type PositionFeed } from './position-feed.ts';
import { PositionStore } from './position-store.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { StreamHealth } from './stream-health.ts';
import { createTicker, type Ticker } from './ticker.ts';
import type { WatchedStream } from './while-watched.ts';

/** Everything of one signed-in browser page that outlives its views. */
export interface LiveSession {
  readonly graphql: Client;
  readonly positions: PositionStore;
  readonly positionFeed: PositionFeed;
  readonly headcounts: HeadcountStore;
  readonly headcountFeed: WatchedStream;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  /** Which streams their services do not answer. */
  readonly health: StreamHealth;
  /** The connection as it is now. */
  readonly link: () => Link;
  /** Watches the browser's network; returns how to stop. */
  readonly watchNetwork: () => () => void;
}

/** @param onSignedOut called when the session has ended on the server. */
export function createLiveSession({ onSignedOut }: { onSignedOut: () => void }): LiveSession {
  const clock = createServerClock();
  const ticker = createTicker();
  const positions = new PositionStore();
  const headcounts = new HeadcountStore();
  const returns = new NetworkReturns();
  let link = newLink(Date.now(), true);

  function change(event: LinkChange): void {
    const before = link;
    const now = Date.now();
    link = changeLink(link, event, now);
    if (cameBack(before, event, now)) returns.tell();
    if (link.phase !== before.phase || event.kind === 'network') ticker.step();
  }

  const socket = createLiveSocket({
    url: socketAddress(),
    fetchToken: fetchAccessToken,
    wakeUps: browserWakeUps,
    onLink: change,
    onToken: ({ serverTime }) => clock.learn(serverTime),
    onSignedOut,
  });
  const health = new StreamHealth(clock.now);
  const subscribe: Subscribe = (request, sink) => {
    const watched = health.watching(request.operationName, sink);
    const stop = subscribeResuming({ client: socket, wakeUps: browserWakeUps }, request, watched.sink);
    return () => {
      stop();
      watched.forget();
    };
  };
  const positionFeed = createPositionFeed({
    subscribe,
    store: positions,
    serverNow: clock.now,
    onLag: (lagMs) => change({ kind: 'lag', lagMs }),
  });

  return {
    graphql: createGraphqlClient({ url: '/graphql', subscribe, onSignedOut, returns }),
    positions,
    positionFeed,
    headcounts,
    headcountFeed: createHeadcountFeed({ subscribe, store: headcounts }),
    clock,
    ticker,
    health,
    link: () => link,
    watchNetwork() {
      const report = () => change({ kind: 'network', online: navigator.onLine });
      report();
      window.addEventListener('online', report);
      window.addEventListener('offline', report);
      return () => {
        window.removeEventListener('online', report);
        window.removeEventListener('offline', report);
      };
    },
  };
}

function socketAddress(): string {
  if (typeof location === 'undefined') return '';
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/graphql`;
}
