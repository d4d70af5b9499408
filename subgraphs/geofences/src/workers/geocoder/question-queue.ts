import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock, Logger } from '@trekker/kit';

/** Asks one question after the other, no more than so many a minute. */
export interface QuestionQueue<Q, A> {
  /**
   * The answer to a question, undefined where there is none: the provider fails, or too many wait. Whoever asks what
   * somebody asks already has the same answer.
   */
  ask(key: string, question: Q): Promise<A | undefined>;
  /** Gives up what waits. */
  stop(): Promise<void>;
}

export interface QueueOptions<Q, A> {
  readonly answer: (question: Q, stopping: AbortSignal) => Promise<A>;
  readonly perMinute: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Questions that wait at most; who asks further ones is told nothing of them. */
const MOST_WAITING = 1_000;
/** How long a provider that failed is left alone. */
const PAUSE_MS = 30_000;

interface Waiting<Q, A> {
  readonly question: Q;
  readonly answered: PromiseWithResolvers<A | undefined>;
}

/** An empty queue. */
export function createQuestionQueue<Q, A>({ answer, perMinute, clock, log }: QueueOptions<Q, A>): QuestionQueue<Q, A> {
  const waiting = new Map<string, Waiting<Q, A>>();
  const stopping = new AbortController();
  let asking: Promise<void> | null = null;
  let pausedUntil = 0;
  let nextAt = 0;

  const mayAsk = () => clock.now() >= pausedUntil && !stopping.signal.aborted;

  async function askAll(): Promise<void> {
    for (const [key, { question, answered }] of waiting) {
      const given = mayAsk() ? await askOne(question) : undefined;
      waiting.delete(key);
      answered.resolve(given);
    }
  }

  async function askOne(question: Q): Promise<A | undefined> {
    try {
      await sleep(Math.max(0, nextAt - performance.now()), undefined, { signal: stopping.signal });
      nextAt = performance.now() + 60_000 / perMinute;
      return await answer(question, stopping.signal);
    } catch (failure) {
      if (!stopping.signal.aborted) log.warn({ err: failure }, 'the provider of names cannot be asked');
      pausedUntil = clock.now() + PAUSE_MS;
      return undefined;
    }
  }

  return {
    ask(key, question) {
      const known = waiting.get(key);
      if (known) return known.answered.promise;
      if (waiting.size >= MOST_WAITING || !mayAsk()) return Promise.resolve(undefined);
      const answered = Promise.withResolvers<A | undefined>();
      waiting.set(key, { question, answered });
      asking ??= askAll().finally(() => (asking = null));
      return answered.promise;
    },
    async stop() {
      stopping.abort();
      await asking;
    },
  };
}
