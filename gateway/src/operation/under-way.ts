import { setImmediate as turn } from 'node:timers/promises';

/** Counts work that has begun and not ended, so that a stop can wait for it. */
export class UnderWay {
  #count = 0;
  #waiting: (() => void)[] = [];

  async track<T>(work: Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work;
    } finally {
      this.#count -= 1;
      if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Resolves when nothing is under way, nor goes on with what has just ended. */
  async idle(): Promise<void> {
    while (this.#count > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      await promise;
      await turn();
    }
  }
}
