/** What a follower of a filter gets of what changed. */
export interface MembershipChange<T> {
  /** The present state of those that changed and fit, each once. */
  readonly items: readonly T[];
  /** Ids of those that were told and no longer fit. */
  readonly left: readonly string[];
}

/**
 * Which entities a follower of a filter has, conflated: however often one changes between two takings, it is told once,
 * as it is then.
 */
export interface Membership<T> {
  /** Notes the present state of an entity; null when it does not fit now. */
  note(id: string, item: T | null): void;
  /** Notes that the follower has these from before: nothing is told of them, unless they leave. */
  hold(ids: Iterable<string>): void;
  /** Notes that these are all that fit: the others are gone. Of those the follower has already nothing is told anew. */
  noteAll(items: ReadonlyMap<string, T>): void;
  /** Whether there is something to take. */
  hasNews(): boolean;
  /** Takes what changed since the last taking; from then on the follower has it. */
  take(): MembershipChange<T>;
}

/** The membership of one follower. It remembers the ids of what it told and the states of what waits, nothing else. */
export function createMembership<T>(): Membership<T> {
  const members = new Set<string>();
  const waiting = new Map<string, T | null>();

  function note(id: string, item: T | null): void {
    if (item !== null || members.has(id)) waiting.set(id, item);
    else waiting.delete(id);
  }

  return {
    note,
    hold(ids) {
      for (const id of ids) members.add(id);
    },
    noteAll(items) {
      for (const id of [...members, ...waiting.keys()]) if (!items.has(id)) note(id, null);
      for (const [id, item] of items) if (!members.has(id) || waiting.get(id) === null) note(id, item);
    },
    hasNews: () => waiting.size > 0,
    take() {
      const items: T[] = [];
      const left: string[] = [];
      for (const [id, item] of waiting) {
        if (item === null) left.push(id);
        else items.push(item);
        if (item === null) members.delete(id);
        else members.add(id);
      }
      waiting.clear();
      return { items, left };
    },
  };
}
