/**
 * Two lists of one tracker's positions, each in their order, as one list in that order. What is in both is taken from
 * the first.
 */
export function mergePositions<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): T[] {
  const merged: T[] = [];
  let [a, b] = [0, 0];
  while (a < first.length || b < second.length) {
    const [one, other] = [first[a], second[b]];
    const order = one === undefined ? 1 : other === undefined ? -1 : compare(one, other);
    const next = order <= 0 ? one : other;
    if (next !== undefined) merged.push(next);
    if (order <= 0) a += 1;
    if (order >= 0) b += 1;
  }
  return merged;
}
