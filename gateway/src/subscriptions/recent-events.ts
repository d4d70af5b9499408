import type { LiveEvent } from '../live/live-event.ts';

/** Most events and bytes that a group keeps for those who are about to join it. */
const MOST = { events: 256, weight: 4_000_000 } as const;

/** The last events of a group, for who has seen a stream up to one of them. */
export class RecentEvents {
  readonly #events: LiveEvent[] = [];
  #weight = 0;
  /** Where the stream stood before the first event that is kept. */
  #before: string | null;

  constructor(before: string | null) {
    this.#before = before;
  }

  /** Where the stream stands. */
  get cursor(): string | null {
    for (let index = this.#events.length - 1; index >= 0; index--) {
      const cursor = this.#events[index]?.head.cursor ?? null;
      if (cursor !== null) return cursor;
    }
    return this.#before;
  }

  add(event: LiveEvent): void {
    this.#events.push(event);
    this.#weight += event.weight;
    while (this.#events.length > MOST.events || (this.#weight > MOST.weight && this.#events.length > 1)) {
      const first = this.#events.shift();
      if (!first) return;
      this.#weight -= first.weight;
      this.#before = first.head.cursor ?? this.#before;
    }
  }

  /** What followed on a cursor, or null when the stream did not stand there lately. */
  since(cursor: string): readonly LiveEvent[] | null {
    const index = this.#events.findLastIndex(({ head }) => head.cursor === cursor);
    if (index >= 0) return this.#events.slice(index + 1);
    return this.#before === cursor ? [...this.#events] : null;
  }
}
