import type { LiveEvent, ToldPart, ToldRecord } from '../live/live-event.ts';

/**
 * What waits for a subscriber that reads slowly: of each entity the newest record, however many events it was in. What is
 * told at last is one event, which says everything they said.
 */
export class Backlog {
  readonly #records = new Map<string, ToldRecord>();
  readonly #left = new Set<string>();
  /** The event that what waits is dressed as. */
  #frame: LiveEvent | null = null;
  /** Events that came to wait, the last one included. */
  events = 0;

  add(event: LiveEvent, keys: readonly string[], { records, left }: ToldPart): void {
    if (event.head.isSnapshot) this.#clear();
    for (const key of left) {
      this.#records.delete(key);
      this.#left.add(key);
    }
    for (const [index, record] of records.entries()) {
      const key = keys[index] ?? '';
      this.#left.delete(key);
      this.#records.set(key, record);
    }
    // What follows on a snapshot that was not told yet completes it; its older cursor loses nothing.
    if (!this.#frame?.head.isSnapshot || event.head.isSnapshot) this.#frame = event;
    this.events += 1;
  }

  /** Everything as one event; null when nothing waits. */
  take(): Buffer | null {
    const frame = this.#frame?.part({ records: [...this.#records.values()], left: [...this.#left] }) ?? null;
    this.#clear();
    return frame;
  }

  #clear(): void {
    this.#records.clear();
    this.#left.clear();
    this.#frame = null;
    this.events = 0;
  }
}
