import type { SecureContext } from 'node:tls';

import type { Logger } from '@trekker/kit';

import type { PositionsConfig } from '../../config.ts';
import type { Taking } from './take-frames.ts';
import { createTcpListener } from './tcp-listener.ts';
import { createUdpListener } from './udp-listener.ts';

/** A port of trackers of one protocol. */
export interface DevicePort {
  readonly protocol: string;
  readonly port: number;
  /** Whether trackers are listened to there; false where the port could not be had. */
  readonly isOpen: boolean;
}

/** What listens to the trackers of one protocol, by TCP and, where the protocol has it, by UDP. */
export interface OpenPort {
  start(): Promise<void>;
  drain(): Promise<void>;
  stop(): Promise<void>;
  /** Null before the start. */
  state(): DevicePort | null;
}

export interface OpenPortOptions {
  readonly taking: Taking;
  /** What TLS is spoken with over TCP; null: none is. */
  readonly tls: SecureContext | null;
  /** 0 takes a free one. */
  readonly port: number;
  readonly config: PositionsConfig;
  readonly log: Logger;
}

/** A free port of TCP may be taken for UDP; so often another one is tried. */
const TRIES = 5;

/** Listeners of one protocol on one port. */
export function openPort({ taking, tls, port: wanted, config, log }: OpenPortOptions): OpenPort {
  const { name, transports } = taking.protocol;
  const { host } = config;
  let listeners: Pick<OpenPort, 'drain' | 'stop'>[] = [];
  let state: DevicePort | null = null;

  async function open(): Promise<number> {
    const tcp = createTcpListener({ taking, tls, config, log });
    const udp = transports.includes('udp') ? createUdpListener({ taking, tls: null, config, log }) : null;
    listeners = udp ? [tcp, udp] : [tcp];
    const port = await tcp.listen(host, wanted);
    try {
      await udp?.listen(host, port);
    } catch (failure) {
      await tcp.stop();
      throw failure;
    }
    return port;
  }

  async function start(): Promise<void> {
    for (let tries = wanted === 0 ? TRIES : 1; tries > 0; tries -= 1) {
      try {
        state = { protocol: name, port: await open(), isOpen: true };
        return;
      } catch (failure) {
        if (!isRefused(failure)) throw failure;
        if (tries === 1) log.warn({ err: failure, protocol: name, port: wanted }, 'trackers cannot be listened to');
      }
    }
    state = { protocol: name, port: wanted, isOpen: false };
  }

  return {
    start,
    drain: async () => void (await Promise.all(listeners.map((each) => each.drain()))),
    stop: async () => void (await Promise.all(listeners.map((each) => each.stop()))),
    state: () => state,
  };
}

/** Whether the system gave the port to another, or does not give it to this user. */
function isRefused(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && (failure.code === 'EADDRINUSE' || failure.code === 'EACCES');
}
