import type { AuthenticateError, Client, ConnectPacket, PublishPacket } from 'aedes';
import { UnavailableError, type Clock, type Logger } from '@trekker/kit';

import type { RateLimit } from '../../domain/rate-limit.ts';
import type { Doors } from '../doors.ts';
import { MAX_KEEP_ALIVE_SECONDS } from './limits.ts';
import { inOrder, type Peer } from './peer.ts';
import { BAD_CREDENTIALS, SERVER_UNAVAILABLE, signIn } from './sign-in.ts';
import { takePublication, type TakingPublications } from './take-publication.ts';

/** What the broker asks about those who are connected. */
export interface Gatekeeper {
  /** Makes what a client asks for when it connects what it can have: no session and no will. */
  temper(packet: ConnectPacket): void;
  /** Resolves to true, or fails with the code of the refusal. */
  signIn(client: Client, credentials: Credentials): Promise<boolean>;
  /** Resolves when what was published is on disk and may be acknowledged; the broker gets nothing to pass on. */
  take(peer: Peer | undefined, packet: PublishPacket): Promise<void>;
  /** What is being taken in. */
  underWay(): readonly Promise<unknown>[];
  /** From now on nothing is taken in: whoever publishes is cut off, and sends it again elsewhere or later. */
  refuse(): void;
}

export interface GatekeeperOptions {
  readonly taking: TakingPublications;
  readonly doors: Doors;
  readonly wrongAttempts: RateLimit;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Credentials {
  readonly peer: Peer | undefined;
  readonly userName: string;
  readonly password: string;
}

/** What is left of a publication for the broker to pass on: nobody can listen to it. */
const TAKEN = { topic: '$trekker/taken', payload: Buffer.alloc(0), retain: false };

export function createGatekeeper({ taking, doors, wrongAttempts, clock, log }: GatekeeperOptions): Gatekeeper {
  const underWay = new Set<Promise<unknown>>();
  let isRefusing = false;

  /** Takes in a publication of somebody whose door is still open. */
  async function takeThrough(
    { signedIn, address: remoteAddress, links }: Peer,
    said: { topic: string; payload: Buffer },
  ): Promise<void> {
    if (isRefusing || !signedIn) throw new UnavailableError('nothing is taken in here now');
    const { tenantId, token } = signedIn;
    if ((await doors.tenantOf(token)) !== tenantId) throw new UnavailableError('the door is closed');
    const speaker = await takePublication(taking, { tenantId, token, remoteAddress, ...said });
    links.received(said.payload.length);
    if (speaker !== null) await links.spoke(new Map([[speaker, tenantId]]), 1);
  }

  return {
    temper(packet) {
      packet.clean = true;
      delete packet.will;
      packet.keepalive = Math.min(packet.keepalive || MAX_KEEP_ALIVE_SECONDS, MAX_KEEP_ALIVE_SECONDS);
    },
    async signIn(client, { peer, userName, password }) {
      if (!peer || isRefusing) throw refusal(SERVER_UNAVAILABLE);
      const asked = { userName, password, address: peer.address };
      const result = await signIn(asked, { doors, wrongAttempts, now: clock.now() }).catch((failure: unknown) => {
        log.error({ err: failure }, 'somebody could not be signed in to MQTT');
        return { refusedWith: SERVER_UNAVAILABLE };
      });
      if ('refusedWith' in result) throw refusal(result.refusedWith);
      peer.signedIn = result.signedIn;
      // Client ids are chosen by devices: nobody takes over the connection of another tenant, or of another user.
      Object.assign(client, { id: JSON.stringify([result.signedIn.tenantId, userName, client.id]) });
      return true;
    },
    async take(peer, packet) {
      if (!peer) throw refusal(BAD_CREDENTIALS);
      const { topic, payload } = packet;
      const work = inOrder(peer, takeThrough(peer, { topic, payload: Buffer.from(payload) }));
      underWay.add(work);
      try {
        await work;
        Object.assign(packet, TAKEN);
      } catch (failure) {
        peer.links.ends('REFUSED');
        if (failure instanceof UnavailableError) log.debug({ err: failure }, 'a publication is refused for now');
        else log.error({ err: failure }, 'a publication could not be taken in');
        throw failure;
      } finally {
        underWay.delete(work);
      }
    },
    underWay: () => [...underWay],
    refuse: () => void (isRefusing = true),
  };
}

/** A refusal with a return code of CONNACK. */
function refusal(returnCode: number): AuthenticateError {
  return Object.assign(new Error('sign-in was refused'), { returnCode });
}
