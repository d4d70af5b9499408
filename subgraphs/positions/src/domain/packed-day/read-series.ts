/** A series of numbers as it was written. */
interface Series {
  /** What each series of differences began with, the numbers' own first. */
  readonly first: readonly number[];
  readonly unit: number;
  /** Bytes of the folded differences, the lowest ones first. */
  readonly planes: readonly Uint8Array[];
  readonly count: number;
}

/** Makes the numbers out of their differences. */
export function readSeries(series: Series): Float64Array {
  const values = new Float64Array(series.count);
  const depth = series.first.length;
  if (series.planes.length <= 4) unfoldSmall(values.subarray(depth), series);
  else unfoldLarge(values.subarray(depth), series);
  let [value = 0, step = 0] = series.first;
  if (depth > 0) values[0] = value;
  if (depth > 1) values[1] = value += step;
  if (depth === 1) for (let at = 1; at < values.length; at += 1) values[at] = value += values[at] ?? 0;
  if (depth === 2) for (let at = 2; at < values.length; at += 1) values[at] = value += step += values[at] ?? 0;
  return values;
}

/** Used anew for each column: one of its own would cost more than what is done with it. */
let scratch = new Uint32Array(16_384);

/** Differences of up to 32 bits. */
function unfoldSmall(differences: Float64Array, { planes, unit }: Series): void {
  const { length } = differences;
  if (scratch.length < length) scratch = new Uint32Array(length);
  const folded = scratch;
  folded.fill(0, 0, length);
  for (const [place, plane] of planes.entries()) {
    const shift = place * 8;
    for (let at = 0; at < length; at += 1) folded[at] = (folded[at] ?? 0) | ((plane[at] ?? 0) << shift);
  }
  for (let at = 0; at < length; at += 1) {
    const one = folded[at] ?? 0;
    differences[at] = ((one >>> 1) ^ -(one & 1)) * unit;
  }
}

function unfoldLarge(differences: Float64Array, { planes, unit }: Series): void {
  const { length } = differences;
  for (const [place, plane] of planes.entries()) {
    const scale = 256 ** place;
    for (let at = 0; at < length; at += 1) differences[at] = (differences[at] ?? 0) + (plane[at] ?? 0) * scale;
  }
  for (let at = 0; at < length; at += 1) {
    const one = differences[at] ?? 0;
    differences[at] = (one % 2 === 1 ? -(one + 1) / 2 : one / 2) * unit;
  }
}
