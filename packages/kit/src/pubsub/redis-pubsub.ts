import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';
import { memoryPubSub, type PubSub } from './pubsub.ts';
import { openRedisLink, type RedisLink } from './redis-link.ts';

/** PubSub between the processes of an installation. Callers never hear of Redis: it may be away, and comes back. */
export type SharedPubSub = PubSub & Service;

export interface RedisPubSubOptions {
  /** `redis://user:password@host:6379`, `rediss://…` for TLS, or `unix:///path/of/the.sock`. */
  readonly url: string;
  /** What tells this installation from others on the same Redis; whoever knows it can send wake-ups. */
  readonly namespace: string;
  readonly log: Logger;
  /** From one sign of life to the next, in milliseconds. */
  readonly beatMs?: number;
}

/** Signs of life that may be missing before Redis counts as away, and before the connections are made anew. */
const AWAY_AFTER = 3;
const RENEW_AFTER = 8;
/** How long a start waits for Redis; without it readers poll, so the service starts all the same. */
const START_MS = 3_000;

/**
 * PubSub over Redis. Listeners of this process hear at once and without Redis; those of other processes hear when it is
 * there. Every process sends itself signs of life through Redis, since a client may believe to be subscribed and not be.
 */
export function redisPubSub({ url, namespace, log, beatMs = 1_000 }: RedisPubSubOptions): SharedPubSub {
  const local = memoryPubSub();
  let link: RedisLink | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** By the process's own clock, milliseconds. */
  let heardAt = -Infinity;
  let openedAt = 0;
  let isAway = true;
  let stopped = false;
  const firstBeat = Promise.withResolvers<void>();

  function open(): void {
    openedAt = performance.now();
    link = openRedisLink({
      url,
      namespace,
      onBeat() {
        heardAt = performance.now();
        firstBeat.resolve();
        if (isAway) log.info({}, 'Redis passes messages on');
        isAway = false;
      },
      onMessage: tell,
    });
  }

  /** A message of another process: its listeners here must not end the process, whatever it holds. */
  function tell(channel: string, message: unknown): void {
    try {
      local.publish(channel, message);
    } catch (failure) {
      log.warn({ err: failure, channel }, 'a message of another process could not be read');
    }
  }

  function look(): void {
    const now = performance.now();
    const silentMs = now - Math.max(heardAt, openedAt);
    if (!isAway && silentMs > AWAY_AFTER * beatMs) {
      isAway = true;
      log.warn({ problem: link?.problem() }, 'Redis is away; other processes are heard of by polling');
    }
    if (silentMs > RENEW_AFTER * beatMs) {
      link?.close();
      open();
    }
    link?.beat();
  }

  return {
    ...defineService({
      name: 'redis',
      async start() {
        open();
        timer = setInterval(look, beatMs);
        await Promise.race([firstBeat.promise, new Promise((resolve) => setTimeout(resolve, START_MS).unref())]);
      },
      async stop() {
        stopped = true;
        clearInterval(timer);
        link?.close();
      },
      ready: async () => (isAway ? (link?.problem() ?? 'no answer') : null),
    }),
    publish(channel, message) {
      if (!stopped) link?.send(channel, message);
      local.publish(channel, message);
    },
    subscribe: local.subscribe,
  };
}
