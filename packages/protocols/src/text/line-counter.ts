/** Tells lines, counted from 1, of places in a text. Asked in the text's order it reads the text once. */
export class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line in which a character stands, counted from 0. */
  lineOf(at: number): number {
    if (at < this.#at) {
      this.#at = 0;
      this.#line = 1;
    }
    for (;;) {
      const end = this.#text.indexOf('\n', this.#at);
      if (end < 0 || end >= at) return this.#line;
      this.#at = end + 1;
      this.#line++;
    }
  }
}
