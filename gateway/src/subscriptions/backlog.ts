import type { LiveEvent, ToldPart, ToldRecord } from '../live/live-event.ts';

/**
 * What waits for a subscriber that reads slowly: of each entity the newest record, however many events it was in. What is
 * told at last is a snapshot, where one came, and one event behind it, which say everything that came.
 */
export class Backlog {
  #snapshot: Waiting | null = null;
  #changes: Waiting | null = null;

  get isEmpty(): boolean {
    return this.#snapshot === null && this.#changes === null;
  }

  add(event: LiveEvent, keys: readonly string[], part: ToldPart): void {
    if (event.head.isSnapshot) {
      this.#snapshot = new Waiting();
      this.#snapshot.add(event, keys, part);
      this.#changes = null;
    } else {
      this.#changes ??= new Waiting();
      this.#changes.add(event, keys, part);
    }
  }

  /** Everything that waits. */
  take(): Buffer[] {
    const payloads = [this.#snapshot, this.#changes].flatMap((waiting) => waiting?.payload() ?? []);
    this.#snapshot = null;
    this.#changes = null;
    return payloads;
  }
}

/** Events as one. */
class Waiting {
  readonly #records = new Map<string, ToldRecord>();
  readonly #left = new Set<string>();
  /** The newest, which says all that is not said of a record. */
  #frame: LiveEvent | null = null;

  add(event: LiveEvent, keys: readonly string[], { records, left }: ToldPart): void {
    for (const key of left) {
      this.#records.delete(key);
      this.#left.add(key);
    }
    for (const [index, record] of records.entries()) {
      const key = keys[index] ?? '';
      this.#left.delete(key);
      this.#records.set(key, record);
    }
    this.#frame = event;
  }

  payload(): Buffer | null {
    return this.#frame?.part({ records: [...this.#records.values()], left: [...this.#left] }) ?? null;
  }
}
