import { readText } from './text.ts';
import { Unreadable } from './unreadable.ts';
import type { Attributes, AttributeValue } from './decoded.ts';

/** An object of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The parsed text, or undefined where it is not JSON. (JSON itself cannot say undefined.) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in a field; undefined where the field is absent or null. Throws `Unreadable` for anything else. */
export function optionalObject(value: unknown, field: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new Unreadable(field, value, 'an object');
  return value;
}

/** The finite number in a field; undefined where the field is absent or null. Text such as "60.0" is not taken. */
export function optionalNumber(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  // JSON cannot say Infinity, but 1e999 parses to it.
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unreadable(field, value, 'a finite number');
  return value;
}

/** The simple values of an object; null counts as absent. Throws `Unreadable` for anything nested. */
export function readAttributes(object: JsonObject, field: string): Attributes {
  const attributes: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(object)) {
    const path = `${field}.${name}`;
    if (value !== null) attributes.push([readText(path, name), readAttributeValue(value, path)]);
  }
  // Unlike assignment, fromEntries makes an own property even of the name __proto__.
  return Object.fromEntries(attributes);
}

function readAttributeValue(value: unknown, field: string): AttributeValue {
  if (typeof value === 'string') return readText(field, value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Unreadable(field, value, 'a text, a finite number, true or false');
}
