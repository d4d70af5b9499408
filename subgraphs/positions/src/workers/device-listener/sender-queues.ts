/** Work in order of its arrival for each sender, side by side for several, and no more of it than there is room for. */
export interface SenderQueues {
  /** Puts work at the end of a sender's queue; false, without doing it, where too much waits of the sender or in all. */
  add(sender: string, work: () => Promise<void>): boolean;
  /** The end of all that waits now. */
  pending(): Promise<void>[];
}

/** Of one sender fewer pieces wait than in all, so that it leaves room for the others. */
const SHARE_OF_ONE = 0.02;

/** @param most pieces of work that wait, those under way included. */
export function createSenderQueues(most: number): SenderQueues {
  const mostOfOne = Math.max(1, Math.ceil(most * SHARE_OF_ONE));
  const queues = new Map<string, { waiting: number; last: Promise<void> }>();
  let waiting = 0;
  return {
    add(sender, work) {
      const queue = queues.get(sender) ?? { waiting: 0, last: Promise.resolve() };
      if (waiting >= most || queue.waiting >= mostOfOne) return false;
      waiting += 1;
      queue.waiting += 1;
      queues.set(sender, queue);
      queue.last = queue.last.then(work).finally(() => {
        waiting -= 1;
        queue.waiting -= 1;
        if (!queue.waiting) queues.delete(sender);
      });
      return true;
    },
    pending: () => [...queues.values()].map(({ last }) => last),
  };
}
