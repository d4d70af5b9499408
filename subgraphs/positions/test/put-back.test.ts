import assert from 'node:assert/strict';
import { test } from 'node:test';

import { claimName, partitionOf, uuidv7 } from '@trekker/kit';
import * as fc from 'fast-check';

import { putEntriesBack } from '../src/actions/put-entries-back.ts';
import { DAY_MS } from '../src/domain/day.ts';
import type { NewPosition } from '../src/domain/new-position.ts';
import { POSITION_PARTITIONS } from '../src/events.ts';
import { CLOSED_MS, openHistory, position, type TestHistory } from './history-site.ts';

/** Few instants and places, so that some repeat; `pack` packs what is closed by then. */
const step = fc.oneof(
  { weight: 1, arbitrary: fc.constant('pack' as const) },
  {
    weight: 5,
    arbitrary: fc.array(
      fc.record({
        tenant: fc.nat(1),
        tracker: fc.nat(2),
        day: fc.integer({ min: 0, max: 3 }),
        ms: fc.constantFrom(0, 1, 40_000_000, DAY_MS - 1),
        latitudeE7: fc.constantFrom(525_000_000, -1),
        speed: fc.option(fc.nat(50_000)),
        heading: fc.option(fc.nat(35_999)),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  },
);

test(
  'entries that were trimmed come back as they were, whatever was packed of them when',
  { timeout: 120_000 },
  async () => {
    await using history = await openHistory();
    const { admin } = history.postgres;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        await admin`truncate positions.history, positions.packed_days, positions.late_days, positions.days_packed,
        log.entries, log.heads, log.trims, log.recalls`;
        const tenants = await Promise.all([0, 1].map(() => newTenant(history)));
        for (const one of steps) {
          if (one === 'pack') await history.pack();
          else
            await append(
              history,
              one.map((fix) => positionOf(tenants[fix.tenant] ?? tenants[0] ?? '', fix)),
            );
        }
        const entries = await logged(history);
        await trimAll(history);
        assert.deepEqual(await logged(history), []);
        await putEntriesBack(history.database, new AbortController().signal);
        assert.deepEqual(await logged(history), entries);
        assert.equal((await admin`select 1 from log.recalls where whole_at is null`).length, 0);
      }),
      { numRuns: 6 },
    );
  },
);

/** Its id; the trackers of tenants are known by their numbers. */
async function newTenant({ database }: TestHistory): Promise<string> {
  const tenantId = uuidv7();
  await database.withTenant(tenantId, (tx) =>
    claimName(tx, { kind: 'tenant', name: `t-${tenantId}`, entityId: tenantId }),
  );
  return tenantId;
}

interface SomeFix {
  readonly tracker: number;
  readonly day: number;
  readonly ms: number;
  readonly latitudeE7: number;
  readonly speed: number | null;
  readonly heading: number | null;
}

function positionOf(tenantId: string, { tracker, day, ms, latitudeE7, speed, heading }: SomeFix): NewPosition {
  const trackerId = `${tenantId.slice(0, -1)}${tracker}`;
  const quantities = { latitudeE7, speedMillimetersPerSecond: speed, headingCentidegrees: heading };
  return position({ tenantId, trackerId, recordedAt: CLOSED_MS + day * DAY_MS + ms }, { quantities });
}

async function append(history: TestHistory, positions: readonly NewPosition[]): Promise<void> {
  const byPartition = Map.groupBy(positions, ({ tenantId, record }) =>
    partitionOf(tenantId, record.trackerId, POSITION_PARTITIONS),
  );
  for (const [partition, of] of byPartition) await history.append(of, partition);
}

/** Takes everything out and asks for it. */
async function trimAll({ postgres: { admin } }: TestHistory): Promise<void> {
  await admin`
    insert into log.trims (tenant_id, topic, partition, trimmed_to)
    select tenant_id, topic, partition, next_offset - 1 from log.heads`;
  await admin`delete from log.entries`;
  await admin`
    insert into log.recalls (tenant_id, topic, partition, service, projection, asked_at)
    select tenant_id, topic, partition, 'positions', 'nobody', now() from log.heads`;
}

const logged = async ({ postgres: { admin } }: TestHistory) => [
  ...(await admin`
    select tenant_id, partition, "offset", kind, type, version, subject_id, at, encode(body, 'hex') as body
    from log.entries order by partition, "offset"`),
];
