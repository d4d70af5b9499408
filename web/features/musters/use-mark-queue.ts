import { useSyncExternalStore } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { MarkQueue, passingStorage, type MarkStorage, type QueuedMark } from './mark-queue.ts';

const queues = new Map<string, MarkQueue>();
const NONE: readonly QueuedMark[] = [];

/** The marks of the viewer that the server has not kept, and the queue that keeps them. */
export function useMarkQueue(): { readonly queue: MarkQueue; readonly marks: readonly QueuedMark[] } {
  const { user, tenant } = useViewing().viewer;
  const queue = queueOf(user?.id ?? tenant.id);
  return { queue, marks: useSyncExternalStore(queue.subscribe, queue.marks, () => NONE) };
}

function queueOf(user: string): MarkQueue {
  const known = queues.get(user);
  if (known) return known;
  const queue = new MarkQueue(lastingStorage(), user);
  queues.set(user, queue);
  return queue;
}

/** The browser's storage; what it does not take is kept as long as the page lasts. */
function lastingStorage(): MarkStorage {
  const passing = passingStorage();
  return {
    getItem(key) {
      try {
        return passing.getItem(key) ?? localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, text) {
      try {
        localStorage.setItem(key, text);
      } catch {
        passing.setItem(key, text);
      }
    },
  };
}
