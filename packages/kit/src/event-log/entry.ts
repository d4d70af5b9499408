import type { Actor } from '../viewer.ts';

/**
 * What an entry is for: `data` carries facts, `control` names a change of rules that all partitions must see in the
 * same order, `tick` says that a deadline has passed.
 */
export type EntryKind = 'data' | 'control' | 'tick';

/** The tenant of a head that all tenants share. */
export const SHARED = '00000000-0000-0000-0000-000000000000';

/**
 * One order of entries. A topic either has a fixed number of partitions that all tenants share, or one partition per
 * tenant; `tenantId` is SHARED in the first case.
 */
export interface Head {
  readonly topic: string;
  readonly tenantId: string;
  readonly partition: number;
}

/** The common envelope of everything in the event log. */
export interface Entry extends Head {
  /** Position in its head: 0, 1, 2 … without gaps, in the order of commits. */
  readonly offset: number;
  /** UUIDv7. */
  readonly id: string;
  readonly kind: EntryKind;
  /** What happened, for example `tracker-added`. */
  readonly type: string;
  /** Version of the payload's form. */
  readonly version: number;
  /** The tenant it concerns, or SHARED for ticks of a shared partition. */
  readonly subject: string;
  readonly actor: Actor | null;
  /** Why it was done, in the actor's words, or null. */
  readonly reason: string | null;
  /** Id of the entry this one follows from, or null. */
  readonly causedBy: string | null;
  /** Append time in Unix milliseconds: the instant from which the installation knew. Never decreases within a head. */
  readonly at: number;
  /** JSON content; null where `body` carries it. */
  readonly payload: unknown;
  /** Packed content, or null. */
  readonly body: Uint8Array | null;
}

/** What a writer says of a new entry; the log adds offset, id and time. */
export interface NewEntry {
  readonly topic: string;
  /** The tenant it concerns. */
  readonly subject: string;
  /** Partition of a shared topic; absent for a topic with one partition per tenant. */
  readonly partition?: number;
  readonly kind?: EntryKind;
  readonly type: string;
  readonly version?: number;
  readonly actor?: Actor | null;
  readonly reason?: string | null;
  readonly causedBy?: string | null;
  readonly payload?: unknown;
  readonly body?: Uint8Array | null;
}

/** The head a new entry belongs to. */
export function headOf({ topic, subject, partition }: NewEntry): Head {
  return partition === undefined ? { topic, tenantId: subject, partition: 0 } : { topic, tenantId: SHARED, partition };
}

/** Text that names a head in maps, cursors and offsets: `topic/tenant/partition`, the tenant left out where it is SHARED. */
export function headKey({ topic, tenantId, partition }: Head): string {
  return `${topic}/${tenantId === SHARED ? '' : tenantId}/${partition}`;
}

/** The head a key names; its partition is NaN where the text is no key. */
export function parseHeadKey(key: string): Head {
  const [topic = '', tenantId = '', partition = ''] = key.split('/');
  return { topic, tenantId: tenantId || SHARED, partition: partition === '' ? Number.NaN : Number(partition) };
}

/** Order in which heads are locked, so that no two writers wait for each other. */
export function compareHeads(a: Head, b: Head): number {
  return compareText(a.topic, b.topic) || compareText(a.tenantId, b.tenantId) || a.partition - b.partition;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
