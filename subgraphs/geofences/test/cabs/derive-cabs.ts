import assert from 'node:assert/strict';

import { uuidv7 } from '@trekker/kit';

import type { PresenceRules } from '../../src/domain/geofence/rules.ts';
import { at, type TestGeofences } from '../geofences.ts';
import type { CabFix, CabZone } from './cab-data.ts';

/** A visit of a cab to a zone; times in Unix milliseconds. */
export interface CabVisit {
  readonly cab: string;
  readonly zone: string;
  readonly from: number;
  readonly to: number | null;
  readonly stale: readonly { readonly from: number; readonly to: number | null }[];
}

/** What is derived from: fixes in the order and in the blocks in which they arrive. */
export interface Arriving {
  readonly zones: readonly CabZone[];
  /** Absent: the defaults of a work zone. */
  readonly rules?: PresenceRules;
  readonly blocks: readonly (readonly CabFix[])[];
}

/** The visits that a tenant of its own finds, once every silence that is overdue is noted. */
export async function deriveCabs(site: TestGeofences, { zones, rules, blocks }: Arriving): Promise<CabVisit[]> {
  const { tenantId } = site.tenant();
  const { refused } = await site.geofences.importGeofences(
    tenantId,
    zones.map(({ name, boundary }) => ({
      name,
      kind: 'WORK_ZONE' as const,
      boundary,
      validFrom: Date.UTC(2000, 0, 1),
      ...(rules ? { rules } : {}),
    })),
  );
  assert.deepEqual(
    refused.map(({ name, problems }) => [name, problems[0]?.code]),
    ['sf:2', 'sf:6', 'sf:11'].map((name) => [name, 'SELF_INTERSECTION']),
  );
  const trackers = new Map<string, string>();
  for (const block of blocks) {
    for (const { cab } of block) if (!trackers.has(cab)) trackers.set(cab, uuidv7());
    await site.send(
      tenantId,
      block.map(({ cab, t, place }) => at(trackers.get(cab) ?? '', t * 1_000, place)),
    );
  }
  assert.ok(await site.geofences.caughtUp(WHOLE_FILE_MS), 'everything was derived from');
  await silencesNoted(site, tenantId);
  const cabs = new Map([...trackers].map(([cab, tracker]) => [tracker, cab]));
  const found = await site.postgres.admin<(Omit<CabVisit, 'cab'> & { tracker: string })[]>`
    select v.tracker_id as tracker, g.name as zone, v.from_at as from, v.to_at as to, v.stale
    from geofences.visits v join geofences.geofences g using (tenant_id, geofence_id)
    where tenant_id = ${tenantId} and known_to is null`;
  return found.map(({ tracker, ...visit }) => ({ ...visit, cab: cabs.get(tracker) ?? '' }));
}

/** A million fixes are sent sooner than they are derived from. */
const WHOLE_FILE_MS = 3_600_000;

/** Until every silence that is overdue was noted. */
async function silencesNoted(site: TestGeofences, tenantId: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    await site.caughtUp();
    const due = await site.postgres
      .admin`select 1 from geofences.tracker_presence where tenant_id = ${tenantId} and next_deadline is not null limit 1`;
    if (!due.length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('silences were not noted');
}
