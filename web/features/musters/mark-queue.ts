import type { MarkMusterInput } from '../../__generated__/graphql.ts';

/** A warden's word that the server may not have yet. It carries the time of the tap and a key: sent twice it counts once. */
export interface QueuedMark {
  readonly input: MarkMusterInput;
  /** Name of whom it is about. */
  readonly name: string;
  /** Why the server refused it, in words; null while it waits. */
  readonly problem: string | null;
}

/** What became of a mark that was sent: kept by the server, not answered, or refused for good with the reason. */
export type MarkAnswer = 'kept' | 'unanswered' | { readonly problem: string };

/** Where marks outlive the page. */
export type MarkStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Marks in the order in which they were made, kept until the server answers each of them: through a break of the network,
 * a reload and the end of the browser. Several tabs share what is kept; each change is made to what is kept then.
 */
export class MarkQueue {
  readonly #storage: MarkStorage;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #text: string | null = null;
  #marks: readonly QueuedMark[] = [];
  #sending = false;

  /** @param user whose marks these are: nobody else's browser session sends them. */
  constructor(storage: MarkStorage, user: string) {
    this.#storage = storage;
    this.#key = `trekker-marks-${user}`;
  }

  /** The marks that the server has not kept. The same array until something changes. */
  readonly marks = (): readonly QueuedMark[] => {
    const text = this.#storage.getItem(this.#key);
    if (text !== this.#text) {
      this.#text = text;
      this.#marks = marksIn(text);
    }
    return this.#marks;
  };

  /** Calls `listener` after every change in this tab; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keeps a mark behind the others. */
  add(input: MarkMusterInput, name: string): void {
    this.#change((marks) => [...marks, { input, name, problem: null }]);
  }

  /** Forgets a mark that was refused, once somebody has read why. */
  dismiss(key: string): void {
    this.#change((marks) => marks.filter(({ input, problem }) => input.idempotencyKey !== key || problem === null));
  }

  /** Sends what waits, one after the other, until all is answered or one is not. Asked again meanwhile it does nothing. */
  async flush(send: (input: MarkMusterInput) => Promise<MarkAnswer>): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        const answer = await send(next.input);
        if (answer === 'unanswered') return;
        this.#settle(next.input.idempotencyKey, answer);
      }
    } finally {
      this.#sending = false;
    }
  }

  /** Looks again at what is kept, because another tab may have changed it. */
  readonly refresh = (): void => {
    for (const listener of this.#listeners) listener();
  };

  #next(): QueuedMark | undefined {
    return this.marks().find(({ problem }) => problem === null);
  }

  #settle(key: string, answer: Exclude<MarkAnswer, 'unanswered'>): void {
    this.#change((marks) =>
      answer === 'kept'
        ? marks.filter(({ input }) => input.idempotencyKey !== key)
        : marks.map((mark) => (mark.input.idempotencyKey === key ? { ...mark, problem: answer.problem } : mark)),
    );
  }

  #change(change: (marks: readonly QueuedMark[]) => readonly QueuedMark[]): void {
    this.#storage.setItem(this.#key, JSON.stringify(change(this.marks())));
    this.refresh();
  }
}

function marksIn(text: string | null): readonly QueuedMark[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isMark) : [];
  } catch {
    return [];
  }
}

/** Only `add` writes marks, so one that names its key has the form it gave it. */
function isMark(kept: unknown): kept is QueuedMark {
  if (typeof kept !== 'object' || kept === null || !('input' in kept)) return false;
  const { input } = kept;
  return typeof input === 'object' && input !== null && 'idempotencyKey' in input;
}

/** A storage for browsers that keep nothing: it lasts as long as the page. */
export function passingStorage(): MarkStorage {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
}
