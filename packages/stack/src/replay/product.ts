import type { Api } from '../demo/api.ts';

/** How long an operation may wait for what was written before, in milliseconds. */
export const API_PATIENCE_MS = 60_000;

/** A running product that recorded positions are replayed against. */
export interface Product extends AsyncDisposable {
  /** Address of its GraphQL endpoint. */
  readonly graphqlUrl: string;
  /** The door through which positions go, `http://host:port/i/<token>/`. */
  readonly door: URL;
  /** A client that may read and write trackers, geofences and visits; ask again where time has passed, for tokens end. */
  api(): Promise<Api>;
  /** Waits until everything that was acknowledged has been derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
}
