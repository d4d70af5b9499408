import type { PubSub } from '../pubsub.ts';
import { headKey, type Entry, type Head } from './entry.ts';

/**
 * The newest entries of each head that this process wrote, kept in memory for readers in the same process, and the
 * wake-ups that tell all readers of a topic which head moved how far.
 */
export interface LogTail {
  /** Called by the database handles right after a commit. */
  committed(entries: readonly Entry[]): void;
  /** One or more entries of a head behind `after` without a gap; null when memory does not hold the next one. */
  since(head: Head, after: number): readonly Entry[] | null;
  /** Calls `listener` when a head of the topic may have moved. Wake-ups may be lost: poll as well. */
  onMoved(topic: string, listener: (moved: Moved) => void): () => void;
}

/** A head and the offset it reached at least. */
export interface Moved {
  readonly head: Head;
  readonly offset: number;
}

/** @param keep how many entries to keep per head; a reader that is further behind reads the database. */
export function createLogTail(pubsub: PubSub, keep = 256): LogTail {
  const tails = new Map<string, Entry[]>();
  return {
    committed(entries) {
      const moved = new Map<string, Moved>();
      for (const entry of entries) {
        const key = headKey(entry);
        tails.set(key, remembering(tails.get(key), entry, keep));
        moved.set(key, {
          head: { topic: entry.topic, tenantId: entry.tenantId, partition: entry.partition },
          offset: entry.offset,
        });
      }
      for (const one of moved.values()) pubsub.publish(channelOf(one.head.topic), one);
    },
    since(head, after) {
      const tail = tails.get(headKey(head));
      const first = tail?.[0];
      const last = tail?.at(-1);
      if (!tail || !first || !last || first.offset > after + 1 || last.offset <= after) return null;
      return tail.slice(Math.max(0, after + 1 - first.offset));
    },
    onMoved: (topic, listener) => pubsub.subscribe(channelOf(topic), (message) => listener(message as Moved)),
  };
}

function remembering(tail: Entry[] | undefined, entry: Entry, keep: number): Entry[] {
  // Another process may have written in between: then what is kept has a gap and starts anew.
  if (!tail || tail.at(-1)?.offset !== entry.offset - 1) return [entry];
  tail.push(entry);
  if (tail.length >= 2 * keep) tail.splice(0, tail.length - keep);
  return tail;
}

function channelOf(topic: string): string {
  return `log:${topic}`;
}
