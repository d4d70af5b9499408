/** Reads comma-separated fields one after the other; those that a model leaves out are passed over. */
export class FieldCursor {
  readonly #fields: readonly string[];
  #at = 0;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  /** The next field; empty behind the last. */
  next(): string {
    return this.#fields[this.#at++]?.trim() ?? '';
  }

  /** The next field if it looks so; else empty, and it is still the next. */
  nextIf(pattern: RegExp): string {
    return this.#at < this.#fields.length && pattern.test(this.#fields[this.#at]?.trim() ?? '') ? this.next() : '';
  }
}
