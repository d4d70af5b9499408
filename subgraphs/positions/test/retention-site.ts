import { setTimeout as sleep } from 'node:timers/promises';

import { silentLogger, systemClock, uuidv7 } from '@trekker/kit';

import { forgetPositions } from '../src/actions/forget-positions.ts';
import { packClosedDays } from '../src/actions/pack-closed-days.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { post, startPositions } from './positions.ts';

/** Some tenant of `startRetention`. */
export type RetentionTenant = Awaited<ReturnType<Awaited<ReturnType<typeof startRetention>>['tenant']>>;

/** Positions with tenants that say how long theirs are kept; deleting happens when it is asked for. */
export async function startRetention() {
  const site = await startPositions();
  const { writer, postgres } = site;
  const run = { progress: async () => {}, signal: new AbortController().signal };
  let aheadMs = 2 * DAY_MS;
  const clock = { now: () => Date.now() + aheadMs };

  async function tell(tenantId: string, topic: string, type: string, payload: object): Promise<void> {
    await writer.withTenant(tenantId, async (tx) => tx.publish({ topic, subject: tenantId, type, payload }));
  }

  return {
    ...site,
    tell,
    /** Lets so many days pass for whoever deletes. It begins two days from now, when what is set now holds. */
    pass: (days: number) => void (aheadMs += days * DAY_MS),
    /** The first midnight that is kept where so many days are. */
    keptSince: (days: number) => Math.floor((clock.now() - days * DAY_MS) / DAY_MS) * DAY_MS,
    forget: (options: { patienceMs?: number; daysAtOnce?: number } = {}) =>
      forgetPositions({ database: writer, clock, ...options }, run),
    pack: () =>
      packClosedDays({ database: writer, afterDays: 3, clock: systemClock, log: silentLogger, graceMs: 0 }, run),
    async tenant() {
      const tenant = await site.tenant();
      const { tenantId } = tenant;
      const trackerId = await tenant.tracker('unit');
      return {
        ...tenant,
        trackerId,
        keep: (days: number | '') =>
          tell(tenantId, 'tenancy', 'settings-changed', { changes: [{ key: 'keepPositionsDays', value: `${days}` }] }),
        async hold(on: { personId?: string; trackerId?: string } = {}) {
          const holdId = uuidv7();
          await tell(tenantId, 'trackers', 'legal-hold-placed', { personId: null, trackerId: null, ...on, holdId });
          return () => tell(tenantId, 'trackers', 'legal-hold-released', { holdId });
        },
        /** Reports from an hour on so many days ago. */
        async report(daysAgo: number, { count = 4, identifier = 'unit' } = {}) {
          const start = Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + 3_600_000;
          return post(
            tenant.door,
            Array.from({ length: count }, (_, index) => ({
              tracker: identifier,
              time: start + index * 60_000,
              latitude: 52 + index / 1_000,
              longitude: 13,
            })),
          );
        },
        /** What lies of the tenant where, by table; rows of the history and positions in packed days as well. */
        async rows(before = Number.MAX_SAFE_INTEGER) {
          const counts: Record<string, number> = {};
          for (const [table, at] of Object.entries(TIMES)) {
            const [row] = await postgres.admin<{ count: number }[]>`
              select count(*)::int as count from ${postgres.admin(`positions.${table}`)}
              where tenant_id = ${tenantId} and ${postgres.admin(at)} < ${Math.min(before, LAST)}`;
            counts[table] = row?.count ?? 0;
          }
          return counts;
        },
        read: (document: string, variables: Record<string, unknown> = {}) =>
          site.run(document, { viewer: tenant.viewer(), variables }),
      };
    },
    /** Waits until everything told so far is derived from. */
    async settled(): Promise<void> {
      for (let tries = 0; !(await site.positions.caughtUp(5_000)); tries += 1) {
        if (tries > 3) throw new Error('positions do not catch up');
        await sleep(50);
      }
    },
  };
}

const LAST = Date.UTC(9000, 0, 1);

/** Tables that hold positions or what follows from them, and the time of their rows. */
const TIMES = {
  history: 'recorded_at',
  packed_days: 'first_recorded_at',
  latest: 'recorded_at',
  motion_hours: 'hour_at',
  motion_states: 'hour_at',
  motion_trackers: 'last_at',
  stretches: 'to_at',
  clock_hours: 'hour',
};
