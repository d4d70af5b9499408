/** No input type of ours nests deeper; the walks over variables recurse. */
const MAX_NESTING = 64;
/** So many values are looked at before others may have their turn: a fraction of a millisecond. */
const TURN = 2_000;

/**
 * What no variable may be, whatever its type, or null; work to be done in turns. Looks level by level, so that any
 * nesting is measured without recursion.
 */
export function* variableProblem(given: unknown): Generator<void, string | null> {
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_NESTING) return `nest deeper than ${MAX_NESTING}`;
    const next: unknown[] = [];
    for (const [index, value] of level.entries()) {
      if (index % TURN === TURN - 1) yield;
      if (typeof value === 'string' && !value.isWellFormed()) {
        return 'hold half of a surrogate pair, which is no character';
      }
      yield* collectInner(value, next);
    }
    level = next;
  }
  return null;
}

/** Adds what lies in a list or record, names included, but for numbers, of which shapes have very many. */
function* collectInner(value: unknown, into: unknown[]): Generator<void, void> {
  if (typeof value !== 'object' || value === null) return;
  const inner: readonly unknown[] = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const [index, each] of inner.entries()) {
    if (typeof each === 'string' || typeof each === 'object') into.push(each);
    if (index % TURN === TURN - 1) yield;
  }
}
