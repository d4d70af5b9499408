import type { PublicError, ResponsePath } from '../errors/public-error.ts';
import { isHolder, read } from './data.ts';

/** An error and the rest of its path below the value that became null for it. */
export interface PlacedError {
  readonly error: PublicError;
  readonly rest: ResponsePath;
}

/**
 * Where the errors of subgraphs lie in the merged data, by object and key rather than by path: an entity that stands in
 * many places carries its errors to each of them, under whatever names the caller gave to the way there.
 */
export class FieldErrors {
  readonly #placed = new Map<object, Map<string | number, PlacedError[]>>();
  readonly #unseen = new Set<PublicError>();

  /** Remembers an error at the first null on `path` from `holder`, or at its end. */
  place(holder: object, path: ResponsePath, error: PublicError): void {
    this.#unseen.add(error);
    const [key, ...rest] = path;
    if (key === undefined) return;
    const value = read(holder, key);
    if (isHolder(value) && rest.length > 0) this.place(value, rest, error);
    else this.#register(holder, key, { error, rest });
  }

  /** Whether anything is known to be wrong with a value. */
  has(holder: object, key: string | number): boolean {
    return this.#placed.get(holder)?.has(key) ?? false;
  }

  /** The errors for which a value is null. From now on they count as seen. */
  at(holder: object, key: string | number): readonly PlacedError[] {
    const placed = this.#placed.get(holder)?.get(key) ?? [];
    for (const { error } of placed) this.#unseen.delete(error);
    return placed;
  }

  /** Errors that no null of the answer showed, for example of fields the caller did not select. */
  unseen(): readonly PublicError[] {
    return [...this.#unseen];
  }

  #register(holder: object, key: string | number, placed: PlacedError): void {
    const keys = this.#placed.get(holder) ?? new Map<string | number, PlacedError[]>();
    this.#placed.set(holder, keys);
    const known = keys.get(key) ?? [];
    if (!known.some(({ error }) => error === placed.error)) keys.set(key, [...known, placed]);
  }
}
