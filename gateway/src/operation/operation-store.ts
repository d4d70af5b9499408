import { Lru } from '../document/lru.ts';
import type { OperationText, PreparedOperation } from './prepared-operation.ts';

/** Told of every request for an operation: whether it was known, is being planned for somebody else, or is new. */
export type StoreObserver = (outcome: 'hit' | 'joined' | 'miss') => void;

/** Keeps prepared operations by text. Equal texts that arrive together are prepared once. */
export class OperationStore {
  readonly #prepare: (text: OperationText) => Promise<PreparedOperation>;
  readonly #observe: StoreObserver;
  readonly #known: Lru<PreparedOperation>;
  readonly #underWay = new Map<string, Promise<PreparedOperation>>();

  constructor({
    limit,
    prepare,
    observe,
  }: {
    readonly limit: number;
    readonly prepare: (text: OperationText) => Promise<PreparedOperation>;
    readonly observe: StoreObserver;
  }) {
    this.#prepare = prepare;
    this.#observe = observe;
    this.#known = new Lru(limit);
  }

  get size(): number {
    return this.#known.size;
  }

  /** The operation of a text. A text that is refused is not remembered, so that such texts cannot push out good ones. */
  async get(text: OperationText): Promise<PreparedOperation> {
    const key = `${text.operationName ?? ''}\n${text.query}`;
    const known = this.#known.get(key);
    if (known) {
      this.#observe('hit');
      return known;
    }
    const joined = this.#underWay.get(key);
    this.#observe(joined ? 'joined' : 'miss');
    return joined ?? this.#begin(key, text);
  }

  async #begin(key: string, text: OperationText): Promise<PreparedOperation> {
    const preparation = this.#prepare(text);
    this.#underWay.set(key, preparation);
    try {
      const operation = await preparation;
      this.#known.set(key, operation);
      return operation;
    } finally {
      this.#underWay.delete(key);
    }
  }
}
