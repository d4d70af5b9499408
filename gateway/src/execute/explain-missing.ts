import type { PublicError } from '../errors/public-error.ts';
import { read, type DataObject } from './data.ts';
import type { FieldErrors } from './field-errors.ts';

/** Places an error at every key that was to be answered, was not, and has no error of its own yet. */
export function explainMissing(
  errors: FieldErrors,
  targets: readonly DataObject[],
  { keys, error }: { readonly keys: readonly string[]; readonly error: PublicError },
): void {
  for (const target of targets) {
    for (const key of keys) {
      if (read(target, key) === undefined && !errors.has(target, key)) errors.place(target, [key], error);
    }
  }
}
