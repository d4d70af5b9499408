import { createClient, type Client } from 'graphql-ws';
import type { AccessToken, TokenAnswer } from './access-token.ts';
import { fullJitterMs } from './full-jitter.ts';
import { createPatience } from './patience.ts';
import { wakeableSleep, type WakeUps } from './wakeable-sleep.ts';

/** What happens to the connection, for the indicator people see. */
export type LinkEvent =
  /** An attempt begins. */
  | { readonly kind: 'connecting' }
  /** The server accepted us. */
  | { readonly kind: 'connected' }
  /** Something arrived, be it only the answer to a ping. */
  | { readonly kind: 'heard' }
  | { readonly kind: 'closed' };

/** What the socket needs from its surroundings. */
export interface LiveSocketDeps {
  /** Address of the GraphQL endpoint, `ws://…` or `wss://…`. */
  readonly url: string;
  readonly fetchToken: () => Promise<TokenAnswer>;
  readonly wakeUps: WakeUps;
  readonly onLink: (event: LinkEvent) => void;
  /** Told of every new token; it carries the server's clock. */
  readonly onToken: (token: AccessToken) => void;
  /** The session has ended; the socket makes no further attempt. */
  readonly onSignedOut: () => void;
  /** How long the server may take to accept a connection, in milliseconds. */
  readonly openWithinMs?: number;
}

const PING_EVERY_MS = 5_000;
const PONG_WITHIN_MS = 5_000;
// A browser itself waits for minutes for a connection that the network lost.
const OPEN_WITHIN_MS = 10_000;
const RENEW_BEFORE_EXPIRY_MS = 20_000;

/**
 * One WebSocket for all subscriptions: it connects on the first, retries for ever, notices a dead peer within 10 s of the
 * last that it said.
 */
export function createLiveSocket(deps: LiveSocketDeps): Client {
  let token: AccessToken | undefined;
  const opening = createPatience(deps.openWithinMs ?? OPEN_WITHIN_MS, () => client.terminate());
  const pong = createPatience(PONG_WITHIN_MS, () => client.terminate());
  let renewTimer: ReturnType<typeof setTimeout> | undefined;

  // The token is fetched before the socket opens: a failure inside `connectionParams` would count as fatal.
  async function addressWithToken(): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      const answer = await deps.fetchToken();
      if (answer.kind === 'token') {
        token = answer.accessToken;
        deps.onToken(token);
        opening.begin();
        return deps.url;
      }
      if (answer.kind === 'signed-out') {
        deps.onSignedOut();
        return new Promise<never>(() => {});
      }
      await wakeableSleep(fullJitterMs(attempt), deps.wakeUps);
    }
  }

  const client = createClient({
    url: addressWithToken,
    connectionParams: () => ({ authorization: `Bearer ${token?.token ?? ''}` }),
    connectionAckWaitTimeout: 10_000,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => wakeableSleep(fullJitterMs(retries), deps.wakeUps),
    lazyCloseTimeout: 3_000,
    on: {
      connecting: () => deps.onLink({ kind: 'connecting' }),
      opened: () => opening.end(),
      connected() {
        deps.onLink({ kind: 'connected' });
        const lifetimeMs = token ? token.expiresAt - token.serverTime : Number.POSITIVE_INFINITY;
        renewTimer = afterMs(Math.max(lifetimeMs - RENEW_BEFORE_EXPIRY_MS, PING_EVERY_MS), () => client.terminate());
      },
      message() {
        // A busy peer is not a dead one: whatever arrives while an answer is awaited gives it more time.
        pong.renew();
        deps.onLink({ kind: 'heard' });
      },
      ping: (received) => !received && pong.begin(),
      pong: (received) => received && pong.end(),
      closed() {
        opening.end();
        pong.end();
        clearTimeout(renewTimer);
        deps.onLink({ kind: 'closed' });
      },
    },
  });
  return client;
}

// Timers hold at most 2^31 - 1 ms; what lies further off needs none.
function afterMs(milliseconds: number, action: () => void): ReturnType<typeof setTimeout> | undefined {
  return milliseconds < 2 ** 31 ? setTimeout(action, milliseconds) : undefined;
}
