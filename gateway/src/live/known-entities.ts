/** Which entities a subscriber has been told of, so that it can be told which of them left its filter. */
export class KnownEntities {
  /** Those it knows; or, where it came with a cursor, those it cannot know any more. */
  readonly #keys = new Set<string>();
  #isAllBut: boolean;

  /** @param cameBack whether it may know some from before: whatever leaves is then told once too often rather than never. */
  constructor(cameBack: boolean) {
    this.#isAllBut = cameBack;
  }

  /** It was told that these are all there are. */
  replace(keys: Iterable<string>): void {
    this.#keys.clear();
    this.#isAllBut = false;
    for (const key of keys) this.#keys.add(key);
  }

  told(key: string): void {
    if (this.#isAllBut) this.#keys.delete(key);
    else this.#keys.add(key);
  }

  /** Notes that one is gone; whether it has to be told. */
  left(key: string): boolean {
    if (!this.#isAllBut) return this.#keys.delete(key);
    const isNew = !this.#keys.has(key);
    this.#keys.add(key);
    return isNew;
  }
}
