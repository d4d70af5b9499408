const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** After so many steps the stretch is smaller than doubles can tell. */
const STEPS = 78;

/** Where a value with one dip between two shares is least, by golden sections. */
export function leastBetween(value: (share: number) => number, start: number, end: number): number {
  let [from, to] = [start, end];
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atA, atB] = [value(a), value(b)];
  for (let step = 0; step < STEPS && from < a && b < to; step++) {
    if (atA <= atB) {
      [to, b, atB] = [b, a, atA];
      a = to - GOLDEN * (to - from);
      atA = value(a);
    } else {
      [from, a, atA] = [a, b, atB];
      b = from + GOLDEN * (to - from);
      atB = value(b);
    }
  }
  return atA <= atB ? a : b;
}
