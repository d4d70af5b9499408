import { randomUUID } from 'node:crypto';

import { createClient } from 'redis';

/** Two connections to Redis, one that writes and one that listens; they mend themselves until they are closed. */
export interface RedisLink {
  /** Passes a message to the other processes; lost when Redis is away or too much is waiting. Never throws. */
  send(channel: string, message: unknown): void;
  /** Sends this link a sign of life through Redis. */
  beat(): void;
  /** Whether both connections stand, as far as is known. */
  isOpen(): boolean;
  /** What went wrong last, or null. */
  problem(): string | null;
  close(): void;
}

export interface RedisLinkOptions {
  readonly url: string;
  readonly namespace: string;
  /** It listens, and may send. */
  readonly onOpen: () => void;
  /** A sign of life came back. */
  readonly onBeat: () => void;
  /** A message of another process. */
  readonly onMessage: (channel: string, message: unknown) => void;
}

/** Most messages that wait to be written; wake-ups beyond them are lost, and readers poll. */
const MOST_WAITING = 10_000;
const SLOWEST_RETRY_MS = 2_000;
const BEAT = 'beat';

/** Opens the connections in the background. */
export function openRedisLink({ url, namespace, onOpen, onBeat, onMessage }: RedisLinkOptions): RedisLink {
  const origin = randomUUID();
  const prefix = `${namespace}:`;
  let failure: string | null = null;
  const note = (reason: unknown) => {
    failure = reason instanceof Error ? reason.message : String(reason);
  };
  const options = {
    ...placeOf(url),
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_WAITING,
  };
  const [writer, reader] = [createClient(options), createClient(options)];
  for (const client of [writer, reader]) client.on('error', note);
  const listening = reader.connect().then(() => reader.pSubscribe(`${prefix}*`, hear));
  Promise.all([writer.connect(), listening]).then(onOpen, note);

  function hear(text: string, channel: string): void {
    const heard = parseEnvelope(text);
    if (!heard) return;
    const name = channel.slice(prefix.length);
    if (name === BEAT) {
      if (heard.from === origin) onBeat();
    } else if (heard.from !== origin) onMessage(name, heard.message);
  }

  function send(channel: string, message: unknown): void {
    if (!writer.isReady) return;
    writer.publish(`${prefix}${channel}`, JSON.stringify({ from: origin, message })).then(() => (failure = null), note);
  }

  return {
    send,
    beat: () => send(BEAT, null),
    isOpen: () => writer.isReady && reader.isReady,
    problem: () => failure,
    close() {
      for (const client of [writer, reader]) if (client.isOpen) client.destroy();
    },
  };
}

function placeOf(url: string) {
  const socket = {
    connectTimeout: 3_000,
    reconnectStrategy: (tries: number) => Math.min(SLOWEST_RETRY_MS, 50 * 2 ** tries),
  };
  const path = /^unix:\/\/(\/.+)$/.exec(url)?.[1];
  return path === undefined ? { url, socket } : { socket: { ...socket, path, tls: false as const } };
}

function parseEnvelope(text: string): { from: unknown; message: unknown } | null {
  try {
    const heard: unknown = JSON.parse(text);
    return typeof heard === 'object' && heard !== null && 'from' in heard && 'message' in heard ? heard : null;
  } catch {
    return null;
  }
}
