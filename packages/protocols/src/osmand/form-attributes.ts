import type { Attributes, AttributeValue } from '../decoded.ts';
import { simpleValueOf } from '../simple-value.ts';
import { readText } from '../text.ts';
import { Unreadable } from '../unreadable.ts';
import { type Form, formNumber } from './form.ts';

/** Everything a form says besides the fix itself. Networks seen (`cell`, `wifi`) may repeat and are joined by `;`. */
export function readFormAttributes(form: Form, pairs: URLSearchParams): Attributes {
  const attributes: [string, AttributeValue][] = [];
  for (const name of form.keys()) {
    if (!FIX_FIELDS.has(name)) attributes.push([readText(name, name), readAttribute(name, { form, pairs })]);
  }
  // Unlike assignment, fromEntries makes an own property even of the name __proto__.
  return Object.fromEntries(attributes);
}

const FIX_FIELDS = new Set(
  'id deviceid timestamp lat lon location speed bearing heading altitude accuracy batt'.split(' '),
);
const FLAG_FIELDS = new Set(['valid', 'charge']);
const TEXT_FIELDS = new Set(['alarm', 'driverUniqueId', 'notificationToken']);
const REPEATED_FIELDS = new Set(['cell', 'wifi']);

function readAttribute(name: string, { form, pairs }: { form: Form; pairs: URLSearchParams }): AttributeValue {
  const text = readText(name, form.get(name) ?? '');
  if (REPEATED_FIELDS.has(name))
    return pairs
      .getAll(name)
      .map((value) => readText(name, value))
      .join(';');
  if (FLAG_FIELDS.has(name)) return readFlag(name, text);
  if (TEXT_FIELDS.has(name)) return text;
  if (name === 'hdop') return formNumber(form, name) ?? text;
  return simpleValueOf(text);
}

function readFlag(name: string, text: string): boolean {
  switch (text.trim().toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      throw new Unreadable(name, text, 'true, false, 1 or 0');
  }
}
