import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';

import { UnavailableError, type Logger } from '@trekker/kit';
import { NEW_SESSION } from '@trekker/protocols';

import type { PositionsConfig } from '../../config.ts';
import { PATIENCE_MS, settleWithin } from '../settle-within.ts';
import { cutDatagram } from './cut-datagram.ts';
import { takeFrames, takeRest, type Taking } from './take-frames.ts';

/** Listens to trackers of one protocol over UDP. */
export interface UdpListener {
  /** Resolves once the port is listened on; fails when it cannot be had. */
  listen(host: string, port: number): Promise<void>;
  /** Takes no further datagram and answers those that were received; what takes longer than a few seconds is not waited for. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Of one sender fewer wait than in all, so that it leaves room for the others. */
const SHARE_OF_ONE = 0.02;

/** A listener that takes the datagrams of one sender in one after the other, those of several side by side. */
export function createUdpListener({
  host,
  taking,
  config,
  log,
}: {
  host: string;
  taking: Taking;
  config: PositionsConfig;
  log: Logger;
}): UdpListener {
  const { protocol, tally } = taking;
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const mostOfOne = Math.max(1, Math.ceil(config.deviceMaxDatagrams * SHARE_OF_ONE));
  /** What waits of each sender, and the end of its last piece of work. */
  const senders = new Map<string, { waiting: number; last: Promise<void> }>();
  let waiting = 0;
  let over = false;
  let isOpen = false;

  async function answer(bytes: Uint8Array, peer: RemoteInfo): Promise<void> {
    const origin = { transport: 'udp', remoteAddress: peer.address, session: NEW_SESSION } as const;
    try {
      const { session, answers } = await takeFrames(taking, cutDatagram(protocol, bytes), origin);
      await takeRest(taking, { ...origin, session });
      // A device that is gone by now cannot be told; it sends again what it did not hear of.
      if (isOpen) for (const each of answers) socket.send(each, peer.port, peer.address, () => {});
    } catch (failure) {
      tally.unavailable += 1;
      if (!(failure instanceof UnavailableError)) {
        log.error({ err: failure, protocol: protocol.name }, 'a datagram of a tracker could not be taken in');
      }
    }
  }

  function receive(bytes: Buffer, peer: RemoteInfo): void {
    const name = `${peer.address} ${peer.port}`;
    const sender = senders.get(name) ?? { waiting: 0, last: Promise.resolve() };
    if (over || waiting >= config.deviceMaxDatagrams || sender.waiting >= mostOfOne) {
      tally.droppedDatagrams += 1;
      return;
    }
    waiting += 1;
    sender.waiting += 1;
    senders.set(name, sender);
    sender.last = sender.last
      .then(() => answer(new Uint8Array(bytes), peer))
      .finally(() => {
        waiting -= 1;
        sender.waiting -= 1;
        if (!sender.waiting) senders.delete(name);
      });
  }

  async function drain(): Promise<void> {
    over = true;
    await settleWithin(
      [...senders.values()].map(({ last }) => last),
      PATIENCE_MS,
    );
  }

  return {
    listen: (at, port) =>
      new Promise((resolve, reject) => {
        const refuse = (failure: Error) => {
          socket.close();
          reject(failure);
        };
        socket.once('error', refuse).bind(port, at, () => {
          isOpen = true;
          // Such an error is about one datagram that was sent.
          socket.off('error', refuse).on('error', () => {});
          socket.on('message', receive);
          resolve();
        });
      }),
    drain,
    async stop() {
      over = true;
      if (isOpen) {
        isOpen = false;
        socket.close();
      }
      await drain();
    },
  };
}
