import { HttpRefused } from './http-refused.ts';

/** Counts the bytes of large bodies that are in memory at once, from when they begin to come in to the answer. */
export class HeldBodies {
  readonly #most: number;
  #held = 0;

  /** @param most bytes at once; one body is let in however large it is. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Makes room; gives what gives it back. Fails with 503 where there is none. */
  hold(bytes: number): () => void {
    if (this.#held > 0 && this.#held + bytes > this.#most) {
      const headers = { 'retry-after': '1' };
      const message = 'too many large requests are under way; try again in a moment';
      throw new HttpRefused(503, message, { code: 'UNAVAILABLE', headers });
    }
    this.#held += bytes;
    return () => void (this.#held -= bytes);
  }
}
