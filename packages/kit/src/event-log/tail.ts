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

/** @param keepBytes about how much of each head to keep; a reader that is further behind reads the database. */
export function createLogTail(pubsub: PubSub, keepBytes = 1_048_576): LogTail {
  const tails = new Map<string, Tail>();
  return {
    committed(entries) {
      const moved = new Map<string, Moved>();
      for (const entry of entries) {
        const key = headKey(entry);
        tails.set(key, remembering(tails.get(key), entry, keepBytes));
        moved.set(key, {
          head: { topic: entry.topic, tenantId: entry.tenantId, partition: entry.partition },
          offset: entry.offset,
        });
      }
      for (const one of moved.values()) pubsub.publish(channelOf(one.head.topic), one);
    },
    since(head, after) {
      const tail = tails.get(headKey(head))?.entries;
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

/** Entries of a head without a gap, and about what they take. */
interface Tail {
  readonly entries: Entry[];
  bytes: number;
}

function remembering(tail: Tail | undefined, entry: Entry, keepBytes: number): Tail {
  // Another process may have written in between: then what is kept has a gap and starts anew.
  if (!tail || tail.entries.at(-1)?.offset !== entry.offset - 1) return { entries: [entry], bytes: bytesOf(entry) };
  tail.entries.push(entry);
  tail.bytes += bytesOf(entry);
  if (tail.bytes >= 2 * keepBytes) forgetOldest(tail, keepBytes);
  return tail;
}

/** The newest entry stays, however large it is. */
function forgetOldest(tail: Tail, keepBytes: number): void {
  let gone = 0;
  for (; gone < tail.entries.length - 1 && tail.bytes > keepBytes; gone += 1)
    tail.bytes -= bytesOf(tail.entries[gone] as Entry);
  tail.entries.splice(0, gone);
}

/** An entry without a body is about this large. */
const PLAIN_BYTES = 512;

function bytesOf({ body }: Entry): number {
  return PLAIN_BYTES + (body?.length ?? 0);
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
