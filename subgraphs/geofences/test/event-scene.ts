import { uuidv7 } from '@trekker/kit';

import { square, type TestGeofences } from './geofences.ts';

/** When scenes begin, Unix milliseconds. */
export const T = Date.parse('2026-03-01T08:00:00.000Z');
export const MINUTE = 60_000;

/** A tenant with a yard, and what stage one would tell of it. */
export async function eventScene(site: TestGeofences, kind = 'WORK_ZONE') {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const yard = await site.fence(viewer, { boundary: square(10, 20), kind });
  const tell = (type: string, payload: Record<string, unknown>) =>
    site.others.withTenant(tenantId, async (tx) => tx.publish({ topic: 'visits', subject: tenantId, type, payload }));
  const minutes = (minute: number | null) => (minute === null ? null : T + minute * MINUTE);
  return {
    viewer,
    yard,
    /** A visit to the yard, times in minutes. */
    async visit(
      trackerId: string,
      visitId: string,
      from: number,
      to: number | null,
      more: Record<string, unknown> = {},
    ) {
      const endReason = to === null ? null : 'LEFT';
      const visit = {
        visitId,
        trackerId,
        geofenceId: yard,
        from: minutes(from),
        to: minutes(to),
        endReason,
        stale: [],
      };
      await tell('visit-changed', { ...visit, revision: 0, kind: 'REVISED', ...more });
    },
    async assign(
      trackerId: string,
      who: { assignmentId?: string; personId?: string; assetId?: string },
      from: number,
      to: number | null = null,
    ) {
      const given = { assignmentId: uuidv7(), personId: null, assetId: null, ...who };
      await tell('assignment-changed', { ...given, trackerId, from: minutes(from), to: minutes(to) });
      return given.assignmentId;
    },
    silent: (trackerId: string, from: number, to: number | null) =>
      tell('coverage-changed', {
        trackerId,
        from: minutes(from),
        to: null,
        silences: [{ from: minutes(from), to: minutes(to), off: false }],
      }),
    /** What was told of events: status, kind, minute, and which of the ids given it is. */
    async told(): Promise<unknown[][]> {
      await site.caughtUp();
      const ids: string[] = [];
      return (await site.published(tenantId, 'geofence-events')).map(({ payload }: any) => {
        if (!ids.includes(payload.eventId)) ids.push(payload.eventId);
        return [payload.status, payload.kind, (payload.at - T) / MINUTE, ids.indexOf(payload.eventId)];
      });
    },
    async payloads(): Promise<any[]> {
      await site.caughtUp();
      return (await site.published(tenantId, 'geofence-events')).map(({ payload }) => payload);
    },
  };
}
