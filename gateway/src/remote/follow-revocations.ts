import { setTimeout as sleep } from 'node:timers/promises';
import {
  createRevocationList,
  defineService,
  type Authority,
  type Clock,
  type InternalTokens,
  type Logger,
  type RevocationNews,
  type Service,
  type Viewer,
} from '@trekker/kit';
import type { Part } from './part.ts';
import { readLines } from './read-lines.ts';

/** Rights that were taken away, as another part tells of them. */
export interface FollowedRevocations extends Service, Pick<Authority, 'onRevoked'> {
  isRevoked(viewer: Viewer): boolean;
}

export interface FollowOptions {
  readonly part: Part;
  /** The subgraph that part is. */
  readonly name: string;
  readonly tokens: InternalTokens;
  readonly clock: Clock;
  readonly log: Logger;
}

/** From one try to the next, in milliseconds. */
const RETRY_MS = 500;

/**
 * Follows a stream that begins with all rights taken away that still matter. While it is broken nothing is missed for
 * long: whoever takes rights away is who tells, and the stream begins anew with everything. `start` resolves when it has
 * begun for the first time.
 */
export function followRevocations({ part, name, tokens, clock, log }: FollowOptions): FollowedRevocations {
  const listeners = new Set<Parameters<Authority['onRevoked']>[0]>();
  const stopping = new AbortController();
  const begun = Promise.withResolvers<void>();
  let known = createRevocationList();
  let following: Promise<void> = Promise.resolve();
  let isFollowing = false;

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await followOnce().catch((failure: unknown) => {
        if (isFollowing && !stopping.signal.aborted)
          log.warn({ err: failure }, 'revocations could not be followed; trying again');
      });
      isFollowing = false;
      await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function followOnce(): Promise<void> {
    const endpoint = part.choose();
    const signal = AbortSignal.any([stopping.signal, endpoint.life()]);
    const token = await tokens.sign(null, name, clock.now());
    const answer = await endpoint.send({ method: 'GET', path: '/revocations', token, signal });
    if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}`);
    signal.addEventListener('abort', () => answer.destroy(), { once: true });
    for await (const news of readLines(answer as AsyncIterable<Buffer>)) take(news as RevocationNews); // a process of ours
  }

  function take(news: RevocationNews): void {
    // A stream begins with everything that still matters.
    if (!isFollowing) known = createRevocationList();
    isFollowing = true;
    known.note(news, clock.now());
    begun.resolve();
    if (news.revoked.length) for (const listener of listeners) listener(known.isRevoked, news.revoked);
  }

  return {
    ...defineService({
      name: 'revocations',
      async start() {
        following = follow();
        await begun.promise;
      },
      async stop() {
        stopping.abort(new Error('the gateway stops'));
        begun.resolve();
        await following;
      },
      ready: async () => (isFollowing ? null : `${name} does not tell of them`),
    }),
    isRevoked: (viewer) => known.isRevoked(viewer),
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
