/** What was made for each value of a few labels, so that counting does not look labels up by name each time. */
export class CountedLabels<T> {
  readonly #byFirst = new Map<string, Map<string, T>>();
  readonly #make: (first: string, second: string) => T;

  /** @param make makes it for two values; both come from closed lists. */
  constructor(make: (first: string, second: string) => T) {
    this.#make = make;
  }

  for(first: string, second = ''): T {
    let bySecond = this.#byFirst.get(first);
    if (!bySecond) this.#byFirst.set(first, (bySecond = new Map()));
    let found = bySecond.get(second);
    if (found === undefined) bySecond.set(second, (found = this.#make(first, second)));
    return found;
  }
}
