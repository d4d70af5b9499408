/**
 * The element at an index that the caller knows to be in range. The cast stands here alone: a typed array has no holes,
 * so only an index out of range could give undefined.
 */
export function coordinateAt(values: Float64Array, index: number): number {
  return values[index] as number;
}

/** As {@link coordinateAt}, for whole numbers; apart so that each read in a hot loop sees one kind of array. */
export function wholeAt(values: Int32Array, index: number): number {
  return values[index] as number;
}
