import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIPv6 } from 'node:net';

import { UnavailableError } from '@trekker/kit';
import { NEW_SESSION } from '@trekker/protocols';

import { CUT_OFF_MS, PATIENCE_MS, settleWithin } from '../settle-within.ts';
import type { ConnectionOptions } from './connection.ts';
import { cutDatagram } from './cut-datagram.ts';
import { createSenderQueues } from './sender-queues.ts';
import { takeFrames, takeRest } from './take-frames.ts';

/** Listens to trackers of one protocol over UDP. */
export interface UdpListener {
  /** Resolves once the port is listened on; fails when it cannot be had. */
  listen(host: string, port: number): Promise<void>;
  /** Takes no further datagram and answers those that were received; what takes longer than a few seconds is not waited for. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** A listener that takes the datagrams of one sender in one after the other, those of several side by side. */
export function createUdpListener({ taking, config, log }: ConnectionOptions): UdpListener {
  const { protocol, tally } = taking;
  const socket = createSocket(isIPv6(config.host) ? 'udp6' : 'udp4');
  const queues = createSenderQueues(config.deviceMaxDatagrams);
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
      if (failure instanceof UnavailableError) return;
      log.error({ err: failure, protocol: protocol.name }, 'a datagram of a tracker could not be taken in');
    }
  }

  function receive(bytes: Buffer, peer: RemoteInfo): void {
    const work = () => answer(new Uint8Array(bytes), peer);
    if (over || !queues.add(`${peer.address} ${peer.port}`, work)) tally.droppedDatagrams += 1;
  }

  async function settle(limitMs: number): Promise<void> {
    over = true;
    await settleWithin(queues.pending(), limitMs);
  }

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        const refuse = (failure: Error) => {
          socket.close();
          reject(failure);
        };
        socket.once('error', refuse).bind(port, host, () => {
          isOpen = true;
          // Such an error is about one datagram that was sent.
          socket.off('error', refuse).on('error', () => {});
          socket.on('message', receive);
          resolve();
        });
      }),
    drain: () => settle(PATIENCE_MS),
    async stop() {
      if (isOpen) socket.close();
      isOpen = false;
      await settle(CUT_OFF_MS);
    },
  };
}
