import { useSyncExternalStore } from 'react';
import { useViewing } from '../../live/viewer-provider.tsx';
import { lastingStorage } from './lasting-storage.ts';
import { MarkQueue, type QueuedMark } from './mark-queue.ts';

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
  const queue = new MarkQueue(
    lastingStorage(() => localStorage),
    user,
  );
  queues.set(user, queue);
  return queue;
}
