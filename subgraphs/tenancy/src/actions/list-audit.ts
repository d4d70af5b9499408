import { connectionOf, EARLIEST_INSTANT, LATEST_INSTANT, parsePage, requireUnitPermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfAudit } from '../db/audit.ts';
import type { AuditEntryRow } from '../db/rows.ts';

export interface ListAuditArguments {
  readonly filter?: AuditFilter | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Which entries fit. Times are Unix milliseconds. */
export interface AuditFilter {
  readonly userId?: string | null | undefined;
  readonly topic?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly subjectId?: string | null | undefined;
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
}

/** What ids and names of events look like; PostgreSQL takes no NUL, and nothing that is longer was ever written. */
const FITS = /^\P{Cc}{1,200}$/u;

/**
 * A page of what was done in the tenant, newest first. Only for who may see that of the whole tenant: what was done says
 * too little of units to be split by them.
 */
export async function listAudit(ctx: Context, { filter, ...args }: ListAuditArguments) {
  const { viewer, tenant, clock, audit } = ctx;
  const { tenantId } = requireUnitPermission(viewer, 'audit:read', { unitId: null, now: clock.now() });
  const page = parsePage(args, ['instant', 'offset', 'uuid']);
  const { userId = null, topic = null, action = null, subjectId = null } = filter ?? {};
  const isNothing = [userId, topic, action, subjectId].some((text) => text !== null && !FITS.test(text));
  const wanted = { userId, topic, action, subjectId, from: instantOf(filter?.from), to: instantOf(filter?.to) };
  await audit.untilCurrent(tenant, tenantId);
  const rows = isNothing ? [] : await tenant.read((tx) => pageOfAudit(tx, wanted, page));
  return connectionOf<AuditEntryRow>(rows, page, (row) => [String(row.at), String(row.offset), row.entryId]);
}

/** The nearest instant that PostgreSQL takes, or null. */
function instantOf(given: number | null | undefined): number | null {
  return given == null ? null : Math.min(Math.max(given, EARLIEST_INSTANT), LATEST_INSTANT);
}
