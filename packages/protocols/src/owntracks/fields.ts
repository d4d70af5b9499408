import { parseDecimal } from '../decimal.ts';
import { type JsonObject } from '../json.ts';
import { readText } from '../text.ts';
import { Unreadable } from '../unreadable.ts';

/** A place in degrees, or null in both where a message reports none. */
interface ReportedPlace {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/**
 * The finite number in a field; undefined where it is absent or null. Text is taken too: apps before 2014 and some
 * senders of our day quote their numbers. Throws `Unreadable` for anything else.
 */
export function numberIn(message: JsonObject, field: string): number | undefined {
  const value = message[field];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' ? parseDecimal(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Unreadable(field, value, 'a number');
  return number;
}

/** A number of which the apps say -1 where it is unknown. */
export function knownIn(message: JsonObject, field: string): number | undefined {
  const value = numberIn(message, field);
  return value !== undefined && value >= 0 ? value : undefined;
}

/** Longest name a region may have, in characters. */
const MAX_NAME_CHARACTERS = 500;

/** The name in a field; null where it is absent, null or empty. Numbers are taken as they would be written. */
export function nameIn(message: JsonObject, field: string): string | null {
  const value = message[field];
  if (value === undefined || value === null || value === '') return null;
  const name = typeof value === 'number' ? String(value) : value;
  if (typeof name !== 'string' || name.length > MAX_NAME_CHARACTERS) {
    throw new Unreadable(field, value, `a text of at most ${MAX_NAME_CHARACTERS} characters`);
  }
  return readText(field, name);
}

/** Unix milliseconds of `tst`, which is in seconds; null where it is absent. */
export function recordedAtOf(message: JsonObject): number | null {
  const seconds = numberIn(message, 'tst');
  if (seconds === undefined) return null;
  const unixMs = Math.floor(seconds * 1000);
  if (Math.abs(unixMs) > MAX_TIME_MS) throw new Unreadable('tst', message.tst, 'Unix seconds');
  return unixMs;
}

/** The furthest instant a Date can hold (ECMA-262 §21.4.1.1). */
const MAX_TIME_MS = 8.64e15;

/** `lat` and `lon`. Throws `Unreadable` where only one of them is there. */
export function placeIn(message: JsonObject): ReportedPlace {
  const latitude = numberIn(message, 'lat');
  const longitude = numberIn(message, 'lon');
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  if (latitude !== undefined) throw new Unreadable('lon', '', 'a longitude, as there is a latitude');
  if (longitude !== undefined) throw new Unreadable('lat', '', 'a latitude, as there is a longitude');
  return { latitude: null, longitude: null };
}
