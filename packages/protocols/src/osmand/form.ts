import { parseDecimal } from '../decimal.ts';
import { Unreadable } from '../unreadable.ts';

/** The reported fields by name. */
export type Form = ReadonlyMap<string, string>;

/** The number in a field, or undefined where the field was not reported. Throws `Unreadable` where it is no number. */
export function formNumber(form: Form, field: string): number | undefined {
  const text = form.get(field);
  if (text === undefined) return undefined;
  const value = parseDecimal(text);
  if (value === undefined) throw new Unreadable(field, text, 'a decimal number');
  return value;
}
