import { Lru } from './lru.ts';

/** Told of every look-up: known, being made for somebody else, or new. */
export type CacheObserver = (outcome: 'hit' | 'joined' | 'miss') => void;

/** Keeps what takes work to make. What several ask for together is made once; a failure is thrown and not remembered. */
export class SingleFlightCache<V> {
  readonly #known: Lru<V>;
  readonly #underWay = new Map<string, Promise<V>>();
  readonly #observe: CacheObserver;

  /** @param limit most values kept. */
  constructor(limit: number, observe: CacheObserver = () => {}) {
    this.#known = new Lru(limit);
    this.#observe = observe;
  }

  get size(): number {
    return this.#known.size;
  }

  async get(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.#known.get(key);
    const joined = this.#underWay.get(key);
    this.#observe(known ? 'hit' : joined ? 'joined' : 'miss');
    return known ?? joined ?? this.#make(key, make);
  }

  async #make(key: string, make: () => Promise<V>): Promise<V> {
    const making = make();
    this.#underWay.set(key, making);
    try {
      const value = await making;
      this.#known.set(key, value);
      return value;
    } finally {
      this.#underWay.delete(key);
    }
  }
}
