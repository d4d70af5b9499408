import { UnavailableError } from '@trekker/kit';

/** When calls to a subgraph that keeps failing are not even tried. */
export interface BreakerOptions {
  /** Failures in a row that open it; 0 switches it off. */
  readonly failures: number;
  /** How long it stays open, in milliseconds. */
  readonly openMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Passes calls on while they succeed. After so many failures in a row it is open: calls fail at once, which spares their
 * callers the wait and the subgraph the load. Later one call is let through, whose outcome closes or opens it again.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #openUntil = 0;
  #isProbing = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#openUntil > 0;
  }

  /** Fails with UNAVAILABLE while it is open. Whoever passes says by `succeeded`, `failed` or `abandoned` what came of it. */
  pass(): void {
    if (this.#openUntil === 0) return;
    if (this.#isProbing || this.#options.now() < this.#openUntil) {
      throw new UnavailableError('a part of the service does not answer');
    }
    this.#isProbing = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#isProbing = false;
  }

  failed(): void {
    this.#failures += 1;
    this.#isProbing = false;
    const { failures, openMs, now } = this.#options;
    if (failures > 0 && this.#failures >= failures) this.#openUntil = now() + openMs;
  }

  /** The caller went away before there was an outcome. */
  abandoned(): void {
    this.#isProbing = false;
  }
}
