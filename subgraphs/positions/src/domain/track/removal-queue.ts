/** What is to go first: of all that was put, that with the least loss. */
export interface RemovalQueue<T> {
  /** Puts something, or puts it again with another loss. */
  put(item: T, loss: number): void;
  /** Takes out the item with the least loss; of equal ones any. */
  take(): T | undefined;
}

interface Entry<T> {
  readonly item: T;
  readonly loss: number;
}

/** A binary heap; what was put again stays in it with its old loss and is passed over. */
export function createRemovalQueue<T>(): RemovalQueue<T> {
  let heap: Entry<T>[] = [];
  const newest = new Map<T, Entry<T>>();

  function rise(entry: Entry<T>): void {
    let at = heap.length;
    heap.push(entry);
    for (let parent = (at - 1) >> 1; at > 0; at = parent, parent = (at - 1) >> 1) {
      const above = heap[parent];
      if (!above || above.loss <= entry.loss) break;
      heap[at] = above;
      heap[parent] = entry;
    }
  }

  function top(): Entry<T> | undefined {
    const [least] = heap;
    const entry = heap.pop();
    if (!least || !entry || least === entry) return least;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const child = right && left && right.loss < left.loss ? 2 * at + 2 : 2 * at + 1;
      const below = heap[child];
      if (!below || below.loss >= entry.loss) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = entry;
    return least;
  }

  return {
    put(item, loss) {
      const entry = { item, loss };
      newest.set(item, entry);
      rise(entry);
      if (heap.length < 64 + 4 * newest.size) return;
      const current = heap;
      heap = [];
      for (const each of current) if (newest.get(each.item) === each) rise(each);
    },
    take() {
      for (let entry = top(); entry; entry = top()) {
        if (newest.get(entry.item) !== entry) continue;
        newest.delete(entry.item);
        return entry.item;
      }
      return undefined;
    },
  };
}
