import { parse, type GenericSchema } from 'valibot';

import type { Entry } from './entry.ts';

/**
 * One kind of event as its writer or a reader knows it. Readers declare only what they use; payloads may grow fields
 * without a new version.
 */
export interface EventType<T> {
  readonly type: string;
  /** The newest version this code knows. */
  readonly version: number;
  readonly schema: GenericSchema<unknown, T>;
  /** Turns the payload of a version into that of the next: `upcasts[1]` makes version 2 out of version 1. */
  readonly upcasts?: Readonly<Record<number, (payload: unknown) => unknown>>;
}

/**
 * The payload of an entry in its newest form. Fails when the entry was written by newer code, when an upcast is
 * missing, or when the payload breaks its schema: a projection then stops rather than derive from a guess.
 */
export function payloadOf<T>(entry: Entry, event: EventType<T>): T {
  if (entry.version > event.version) {
    throw new Error(`${entry.type} ${entry.id} has version ${entry.version}; this code knows up to ${event.version}`);
  }
  let payload = entry.payload;
  for (let version = entry.version; version < event.version; version += 1) {
    const upcast = event.upcasts?.[version];
    if (!upcast) throw new Error(`${entry.type} has no upcast from version ${version}`);
    payload = upcast(payload);
  }
  return parse(event.schema, payload);
}

/** Partition of a shared topic for one tracked thing: the same for ever, on every machine (FNV-1a, 32 bit). */
export function partitionOf(tenantId: string, key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${tenantId}/${key}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) % partitions;
}
