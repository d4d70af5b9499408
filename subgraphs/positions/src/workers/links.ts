import { UnavailableError } from '@trekker/kit';

import type { Intake } from '../actions/take-in.ts';
import type { EndReason } from '../domain/end-reason.ts';
import type { DeviceConnection, DeviceConnections, Opening } from './device-connections.ts';

/** The trackers that speak on one socket: one as a rule, several behind a gateway. */
export interface Links {
  /** Bytes came, whoever sent them. */
  received(bytes: number): void;
  /** Devices spoke: each is connected from then on. The first of several counts what came on the socket. */
  spoke(speakers: ReadonlyMap<string, string>, messages: number): Promise<void>;
  /** Says why the socket ends; the first reason counts. */
  ends(reason: EndReason): void;
  /** The socket is gone and everything that came is taken in. */
  close(): void;
}

/** Links of one socket. */
export function createLinks(
  { connections, intake }: { connections: Pick<DeviceConnections, 'opened'>; intake: Pick<Intake, 'identities'> },
  way: Pick<Opening, 'protocol' | 'transport' | 'remoteAddress'>,
): Links {
  const open = new Map<string, DeviceConnection>();
  let bytes = 0;
  let reason: EndReason | null = null;

  async function openFor(identifier: string, tenantId: string): Promise<void> {
    const known = await intake.identities.resolve(tenantId, [identifier]);
    const trackerId = known.get(identifier)?.trackerId;
    if (trackerId === undefined) return;
    open.set(identifier, connections.opened({ tenantId, trackerId, ...way }));
  }

  return {
    received: (more) => void (bytes += more),
    async spoke(speakers, messages) {
      for (const [identifier, tenantId] of speakers) {
        if (!open.has(identifier)) await openFor(identifier, tenantId).catch(ignoreUnavailable);
      }
      const [first] = open.values();
      if (!first) return;
      first.count({ messages, bytes });
      bytes = 0;
    },
    ends: (why) => void (reason ??= why),
    close() {
      const [first] = open.values();
      first?.count({ messages: 0, bytes });
      for (const connection of open.values()) connection.closed(reason ?? 'CONNECTION_LOST');
      open.clear();
    },
  };
}

/** Whether the tracker is known cannot be told now; its next message asks again. */
function ignoreUnavailable(failure: unknown): void {
  if (!(failure instanceof UnavailableError)) throw failure;
}
