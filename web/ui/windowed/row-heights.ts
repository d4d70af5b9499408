/** Heights of the rows of a list in CSS pixels, by key; a row nobody has drawn yet counts as the average of the others. */
export class RowHeights {
  readonly #byKey = new Map<string, number>();
  readonly #estimate: number;
  #sum = 0;

  /** @param estimate height of a row before any was drawn, in CSS pixels. */
  constructor(estimate: number) {
    this.#estimate = estimate;
  }

  /** Takes in the height a row was drawn with. Returns whether it was another before. */
  learn(key: string, height: number): boolean {
    const before = this.#byKey.get(key);
    // A part of a pixel is how a browser rounds, and a row without height is not shown.
    if (height <= 0 || (before !== undefined && Math.abs(before - height) < 0.5)) return false;
    this.#byKey.set(key, height);
    this.#sum += height - (before ?? 0);
    return true;
  }

  /** Where each row begins, with `gap` between them, and at last where the row behind the last would begin. */
  offsets(keys: readonly string[], gap: number): Float64Array {
    const average = this.#byKey.size ? this.#sum / this.#byKey.size : this.#estimate;
    const offsets = new Float64Array(keys.length + 1);
    let offset = 0;
    for (const [index, key] of keys.entries()) {
      offsets[index] = offset;
      offset += (this.#byKey.get(key) ?? average) + gap;
    }
    offsets[keys.length] = offset;
    return offsets;
  }
}
