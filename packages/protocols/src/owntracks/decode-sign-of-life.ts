import type { Attributes, AttributeValue, DecodedHeartbeat } from '../decoded.ts';
import { isObject, type JsonObject } from '../json.ts';

/**
 * A message without a place of the phone: it lives. The places that regions (`waypoint`) name are where somebody wants to
 * know of, and never where the phone is.
 */
export function readSignOfLife(message: JsonObject, identifier: string): DecodedHeartbeat {
  return { kind: 'heartbeat', identifier, recordedAt: null, attributes: readAttributes(message) };
}

/** What is kept of each kind, under its own names. */
function readAttributes(message: JsonObject): Attributes {
  switch (message._type) {
    case 'steps':
      return simpleValues(message, ['steps', 'distance', 'floorsup', 'floorsdown', 'from', 'to']);
    case 'status':
      // Each app keeps its settings under the name of its system.
      return { ...statusOf(message.iOS), ...statusOf(message.android) };
    case 'waypoint':
      return simpleValues(message, ['desc', 'rid']);
    case 'waypoints':
      return Array.isArray(message.waypoints) ? { waypoints: message.waypoints.length } : {};
    default:
      return {};
  }
}

function statusOf(status: unknown): Attributes {
  return isObject(status) ? simpleValues(status, Object.keys(status)) : {};
}

/** What cannot be kept is left out: a sign of life needs none of it. */
function simpleValues(object: JsonObject, names: readonly string[]): Attributes {
  const values: [string, AttributeValue][] = [];
  for (const name of names) {
    const value = object[name];
    if (isStorable(name) && isSimple(value)) values.push([name, value]);
  }
  // Unlike assignment, fromEntries makes an own property even of the name __proto__.
  return Object.fromEntries(values);
}

function isSimple(value: unknown): value is AttributeValue {
  if (typeof value === 'string') return isStorable(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** What `readText` takes. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
