import { setTimeout as sleep } from 'node:timers/promises';

import { defineService, type Database, type Logger, type Service } from '@trekker/kit';

import { decodingsSince, type DecodingChange } from '../db/tracker-decodings.ts';
import { isUsual, type TrackerDecoding } from '../domain/tracker-decoding.ts';
import type { Identities } from './identities.ts';

/** What messages of trackers are read with, as set for them; known without asking anybody. */
export interface TrackerDecodings extends Service {
  /** The settings of the trackers behind these identifiers of a tenant; where nothing is set, absent. */
  ofIdentifiers(tenantId: string, identifiers: readonly string[]): Promise<ReadonlyMap<string, TrackerDecoding>>;
  /** The same of a tracker; null where nothing is set. */
  ofTracker(tenantId: string, trackerId: string): TrackerDecoding | null;
  /** Looks for changes now. */
  refresh(): Promise<void>;
}

export interface TrackerDecodingsOptions {
  readonly database: Database;
  readonly identities: Identities;
  readonly log: Logger;
}

/** How often every process looks for changes that others made, in milliseconds. */
const PAUSE_MS = 400;
const NONE: ReadonlyMap<string, TrackerDecoding> = new Map();

/** Settings of all trackers that have some, in memory; changes of other processes are followed twice a second. */
export function createTrackerDecodings({ database, identities, log }: TrackerDecodingsOptions): TrackerDecodings {
  const byTenant = new Map<string, Map<string, TrackerDecoding>>();
  const stop = new AbortController();
  let version = 0;
  let looking: Promise<void> = Promise.resolve();
  let following: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    for (;;) {
      const changes = await database.withConsumer(({ sql }) => decodingsSince(sql, version));
      const last = changes.at(-1);
      if (!last) return;
      for (const change of changes) put(byTenant, change);
      version = last.version;
    }
  }

  /** One look after the other, so that none puts an older state over a newer one. */
  function refresh(): Promise<void> {
    looking = looking.catch(() => {}).then(look);
    return looking;
  }

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      await sleep(PAUSE_MS, undefined, { signal: stop.signal }).catch(() => {});
      if (stop.signal.aborted) return;
      await refresh().catch((failure: unknown) => log.debug({ err: failure }, 'settings of trackers cannot be read'));
    }
  }

  return {
    ...defineService({
      name: 'tracker decodings',
      async start() {
        await refresh();
        following = follow();
      },
      async stop() {
        stop.abort();
        await following;
      },
    }),
    refresh,
    ofTracker: (tenantId, trackerId) => byTenant.get(tenantId)?.get(trackerId) ?? null,
    async ofIdentifiers(tenantId, identifiers) {
      const ofTenant = byTenant.get(tenantId);
      if (!ofTenant || !identifiers.length) return NONE;
      const known = await identities.resolve(tenantId, identifiers);
      return new Map(
        identifiers.flatMap((identifier) => {
          const decoding = ofTenant.get(known.get(identifier)?.trackerId ?? '');
          return decoding ? [[identifier, decoding]] : [];
        }),
      );
    },
  };
}

/** Puts what is set for a tracker in the place of what was; a tenant without anything set is absent. */
function put(
  byTenant: Map<string, Map<string, TrackerDecoding>>,
  { tenantId, trackerId, utcOffsetSeconds, timeZone, speedUnit, model }: DecodingChange,
): void {
  const decoding = { utcOffsetSeconds, timeZone, speedUnit, model };
  const ofTenant = byTenant.get(tenantId) ?? new Map<string, TrackerDecoding>();
  if (isUsual(decoding)) ofTenant.delete(trackerId);
  else ofTenant.set(trackerId, decoding);
  if (ofTenant.size) byTenant.set(tenantId, ofTenant);
  else byTenant.delete(tenantId);
}
