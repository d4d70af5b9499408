/** How much a cache may hold. */
export interface CacheLimits {
  /** Most entries, at least 1. */
  readonly entries: number;
  /** Largest sum of their weights. */
  readonly weight: number;
}

interface Entry<V> {
  readonly value: V;
  readonly weight: number;
}

/** A map of bounded size: when it is full, entries unused for longest leave. What is too heavy on its own is not kept. */
export class Lru<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #limits: CacheLimits;
  #weight = 0;

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // A Map keeps insertion order, so re-inserting makes this entry the youngest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V, weight: number): void {
    this.#delete(key);
    if (weight > this.#limits.weight) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.entries && this.#weight <= this.#limits.weight) return;
      this.#delete(oldest);
    }
  }

  #delete(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}
