/** Tells lines, counted from 1, of places in a text. Asked in the text's order it reads the text once. */
export class LineCounter {
  readonly #text: string;
  #line = 1;
  #begin = 0;
  /** Where the line feed behind the line is; endless behind the last one. */
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = endFrom(text, 0);
  }

  /** The line in which a character stands, counted from 0. */
  lineOf(at: number): number {
    if (at < this.#begin) {
      this.#line = 1;
      this.#begin = 0;
      this.#end = endFrom(this.#text, 0);
    }
    while (this.#end < at) {
      this.#line++;
      this.#begin = this.#end + 1;
      this.#end = endFrom(this.#text, this.#begin);
    }
    return this.#line;
  }
}

function endFrom(text: string, begin: number): number {
  const end = text.indexOf('\n', begin);
  return end < 0 ? Infinity : end;
}
