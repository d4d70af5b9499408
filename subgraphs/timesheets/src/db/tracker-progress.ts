import type { Tx } from '@trekker/kit';

import { instantText } from './instant-text.ts';

/** Up to where the visits of a tracker go, by its own clock, and since when that was known; Unix milliseconds. */
export interface Progress {
  readonly trackerId: string;
  readonly reachedAt: number;
  readonly knownFrom: number;
}

/** Keeps progress of trackers of the current tenant; what is known already stays as it was. */
export async function noteProgress(tx: Tx, tenantId: string, progress: readonly Progress[]): Promise<void> {
  const rows = progress.map(({ trackerId, reachedAt, knownFrom }) => ({
    trackerId,
    reachedAt: instantText(reachedAt),
    knownFrom: instantText(knownFrom),
  }));
  await tx.sql`
    insert into timesheets.tracker_progress (tenant_id, tracker_id, reached_at, known_from)
    select ${tenantId}, p."trackerId", p."reachedAt", min(p."knownFrom")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p
      ("trackerId" uuid, "reachedAt" timestamptz, "knownFrom" timestamptz)
    group by p."trackerId", p."reachedAt"
    on conflict do nothing`;
}

/** Forgets the progress of the current tenant, before it is read from the log again. */
export async function forgetProgress(tx: Tx): Promise<void> {
  await tx.sql`delete from timesheets.tracker_progress`;
}
