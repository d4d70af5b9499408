import { Lru, type CacheLimits } from './lru.ts';

/** Told of every look-up: known, being made for somebody else, or new. */
export type CacheObserver = (outcome: 'hit' | 'joined' | 'miss') => void;

/** Keeps what takes work to make. What several ask for together is made once; a failure is thrown and not remembered. */
export class SingleFlightCache<V> {
  readonly #known: Lru<V>;
  readonly #underWay = new Map<string, Promise<V>>();
  readonly #weigh: (value: V) => number;
  readonly #observe: CacheObserver;

  /** @param weigh how much of the weight limit a value takes. */
  constructor(limits: CacheLimits, weigh: (value: V) => number, observe: CacheObserver = () => {}) {
    this.#known = new Lru(limits);
    this.#weigh = weigh;
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
      this.#known.set(key, value, this.#weigh(value));
      return value;
    } finally {
      this.#underWay.delete(key);
    }
  }
}
