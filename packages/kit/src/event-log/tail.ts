import type { PubSub } from '../pubsub/pubsub.ts';
import { isUuid } from '../ids.ts';
import { headKey, type Entry, type Head } from './entry.ts';

/**
 * The newest entries of each head that this process wrote, kept in memory for readers in the same process, and the
 * wake-ups that tell readers in every process which head moved how far, and of which tenant something was derived.
 */
export interface LogTail {
  /** Called by the database handles right after a commit. */
  committed(entries: readonly Entry[]): void;
  /** One or more entries of a head behind `after` without a gap; null when memory does not hold the next one. */
  since(head: Head, after: number): readonly Entry[] | null;
  /** Calls `listener` when a head of the topic may have moved. Wake-ups may be lost: poll as well. */
  onMoved(topic: string, listener: (moved: Moved) => void): () => void;
  /** Tells that what `view` shows of a tenant may have changed. A view is named `service.what`. */
  changed(view: string, tenantId: string): void;
  /** Calls `listener` with the tenant when a view may have changed. Wake-ups may be lost: look from time to time as well. */
  onChanged(view: string, listener: (tenantId: string) => void): () => void;
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
    onMoved: (topic, listener) =>
      pubsub.subscribe(channelOf(topic), (message) => {
        if (isMoved(message)) listener(message);
      }),
    changed: (view, tenantId) => pubsub.publish(`view:${view}`, tenantId),
    onChanged: (view, listener) =>
      pubsub.subscribe(`view:${view}`, (message) => {
        if (typeof message === 'string') listener(message);
      }),
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

/** Whether a message, which may come from another process, has the form of a wake-up. */
function isMoved(message: unknown): message is Moved {
  if (typeof message !== 'object' || message === null || !('head' in message) || !('offset' in message)) return false;
  const { head, offset } = message;
  if (typeof head !== 'object' || head === null || !Number.isSafeInteger(offset)) return false;
  const { topic, tenantId, partition } = head as Record<keyof Head, unknown>;
  return (
    typeof topic === 'string' && typeof tenantId === 'string' && isUuid(tenantId) && Number.isSafeInteger(partition)
  );
}
