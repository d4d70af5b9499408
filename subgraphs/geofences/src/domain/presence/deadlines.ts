/** Deadlines by key, the earliest at hand. Setting is cheap, since nearly every fix of somebody inside moves one. */
export interface Deadlines {
  /** Sets the deadline of a key, Unix milliseconds; null takes it away. */
  set(key: string, instant: number | null): void;
  /** The earliest deadline, or null. */
  next(): number | null;
  /** Keys whose deadline lies at or before an instant. They keep it until it is set anew. */
  due(instant: number): string[];
}

interface Node {
  readonly key: string;
  readonly instant: number;
}

/** A binary heap that forgets outdated nodes when they come to its top, and is built anew when they outnumber the rest. */
export function createDeadlines(): Deadlines {
  const current = new Map<string, number>();
  let heap: Node[] = [];

  const isCurrent = ({ key, instant }: Node): boolean => current.get(key) === instant;

  function dropOutdated(): void {
    for (let top = heap[0]; top && !isCurrent(top); top = heap[0]) pop(heap);
  }

  return {
    set(key, instant) {
      if (instant === null) current.delete(key);
      else if (current.get(key) !== instant) {
        current.set(key, instant);
        push(heap, { key, instant });
      }
      if (heap.length > 2 * current.size + 64) {
        heap = [];
        for (const [key, instant] of current) push(heap, { key, instant });
      }
    },
    next() {
      dropOutdated();
      return heap[0]?.instant ?? null;
    },
    due(instant) {
      const keys = new Set<string>();
      const waiting: Node[] = [];
      dropOutdated();
      for (let top = heap[0]; top && top.instant <= instant; top = heap[0]) {
        pop(heap);
        if (!isCurrent(top) || keys.has(top.key)) continue;
        keys.add(top.key);
        waiting.push(top);
      }
      for (const node of waiting) push(heap, node);
      return [...keys];
    },
  };
}

function push(heap: Node[], node: Node): void {
  let at = heap.push(node) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (instantAt(heap, above) <= node.instant) break;
    swap(heap, at, above);
    at = above;
  }
}

function pop(heap: Node[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const least = instantAt(heap, left) <= instantAt(heap, left + 1) ? left : left + 1;
    if (instantAt(heap, least) >= instantAt(heap, at)) return;
    swap(heap, at, least);
    at = least;
  }
}

function instantAt(heap: readonly Node[], index: number): number {
  return heap[index]?.instant ?? Number.POSITIVE_INFINITY;
}

function swap(heap: Node[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (!first || !second) return;
  heap[a] = second;
  heap[b] = first;
}
