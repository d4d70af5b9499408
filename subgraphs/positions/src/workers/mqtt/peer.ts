import { MOST_IN_FLIGHT } from './limits.ts';
import type { Links } from '../links.ts';
import type { MeasuredConnection } from './measured-connection.ts';

/** What is known of one connection. */
export interface Peer {
  /** Whom it counts as where addresses are limited. */
  readonly address: string;
  readonly connection: MeasuredConnection;
  /** The trackers that publish on it. */
  readonly links: Links;
  /** Who signed in; null before. */
  signedIn: SignedIn | null;
  /** The device whose commands it listens to; null before it does. */
  device: string | null;
  /** Publications that are being taken in. */
  inFlight: number;
  /** Settles when everything it published so far has been taken in. */
  taken: Promise<unknown>;
}

/** A connection's right to report. */
export interface SignedIn {
  readonly tenantId: string;
  /** The door's token, looked at again with every publication: doors are closed. */
  readonly token: string;
  readonly userName: string;
}

/**
 * What a peer publishes is worked on at once and acknowledged in its order (MQTT 3.1.1, section 4.6). While too much of
 * it is under way nothing more is read from the connection.
 */
export async function inOrder(peer: Peer, work: Promise<void>): Promise<void> {
  const before = peer.taken;
  peer.inFlight += 1;
  if (peer.inFlight >= MOST_IN_FLIGHT) peer.connection.hold(true);
  const turn = Promise.allSettled([before, work]).then(() => work);
  peer.taken = turn.catch(() => {});
  try {
    await turn;
  } finally {
    peer.inFlight -= 1;
    if (peer.inFlight < MOST_IN_FLIGHT) peer.connection.hold(false);
  }
}
