import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';
import { memoryPubSub, type PubSub } from './pubsub.ts';
import type { openRedisLink, RedisLink } from './redis-link.ts';

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
export function redisPubSub(options: RedisPubSubOptions): SharedPubSub {
  const bus = new RedisBus(options);
  const service = defineService({
    name: 'redis',
    start: () => bus.start(),
    stop: async () => bus.stop(),
    ready: async () => bus.problem(),
  });
  return {
    ...service,
    publish: (channel, message) => bus.publish(channel, message),
    subscribe: (channel, listener) => bus.subscribe(channel, listener),
  };
}

class RedisBus implements PubSub {
  readonly #options: RedisPubSubOptions;
  readonly #beatMs: number;
  readonly #local = memoryPubSub();
  readonly #firstBeat = Promise.withResolvers<void>();
  #openLink: typeof openRedisLink | undefined;
  #link: RedisLink | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** By the process's own clock, milliseconds. */
  #heardAt = -Infinity;
  #openedAt = 0;
  #isAway = true;

  constructor(options: RedisPubSubOptions) {
    this.#options = options;
    this.#beatMs = options.beatMs ?? 1_000;
  }

  async start(): Promise<void> {
    // Whoever runs without Redis does not read its client: hundreds of files.
    ({ openRedisLink: this.#openLink } = await import('./redis-link.ts'));
    this.#open();
    this.#timer = setInterval(() => this.#look(), this.#beatMs);
    await Promise.race([this.#firstBeat.promise, new Promise((resolve) => setTimeout(resolve, START_MS).unref())]);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#link?.close();
    this.#link = undefined;
  }

  /** Why messages do not reach other processes, or null when they do. */
  problem(): string | null {
    const isThere = !this.#isAway && this.#link?.isOpen();
    return isThere ? null : (this.#link?.problem() ?? 'no answer');
  }

  publish(channel: string, message: unknown): void {
    this.#link?.send(channel, message);
    this.#local.publish(channel, message);
  }

  subscribe(channel: string, listener: (message: unknown) => void): () => void {
    return this.#local.subscribe(channel, listener);
  }

  #open(): void {
    const { url, namespace } = this.#options;
    this.#openedAt = performance.now();
    this.#link = this.#openLink?.({
      url,
      namespace,
      onOpen: () => this.#link?.beat(),
      onBeat: () => this.#heard(),
      onMessage: (channel, message) => this.#tell(channel, message),
    });
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#firstBeat.resolve();
    if (this.#isAway) this.#options.log.info({}, 'Redis passes messages on');
    this.#isAway = false;
  }

  /** A message of another process: whatever it holds, it must not end this one. */
  #tell(channel: string, message: unknown): void {
    try {
      this.#local.publish(channel, message);
    } catch (failure) {
      this.#options.log.warn({ err: failure, channel }, 'a message of another process could not be read');
    }
  }

  #look(): void {
    const silentMs = performance.now() - Math.max(this.#heardAt, this.#openedAt);
    if (!this.#isAway && silentMs > AWAY_AFTER * this.#beatMs) {
      this.#isAway = true;
      this.#options.log.warn(
        { problem: this.#link?.problem() },
        'Redis is away; other processes are heard of by polling',
      );
    }
    if (silentMs > RENEW_AFTER * this.#beatMs) {
      this.#link?.close();
      this.#open();
    }
    this.#link?.beat();
  }
}
