import {
  headOffset,
  payloadOf,
  runProjection,
  TrekkerError,
  type Entry,
  type Projection,
  type ProjectionRunner,
  type RunnerDependencies,
  type TenantAccess,
} from '@trekker/kit';

import { eraseAudit, forgetAudit, insertAudit } from '../db/audit.ts';
import type { AuditEntryRow } from '../db/rows.ts';
import { auditContent } from '../domain/audit-content.ts';
import { personErased, rightsShrank, sessionEnded, TENANCY_TOPIC } from '../events.ts';

/** The logs of services in which users, keys and operators leave something. Those of positions and visits are devices'. */
const AUDITED_TOPICS = [TENANCY_TOPIC, 'trackers', 'devices', 'geofences', 'headcount'] as const;

/** Who does something on purpose. */
const WHO = new Set(['user', 'key', 'operator']);
/** What only carries out what another entry tells of. */
const CONSEQUENCES = new Set([rightsShrank.type, sessionEnded.type]);

const WAIT_MS = 1_000;

/** What was done by users, keys and operators, derived from the logs of several services. */
export interface Audit {
  /** One projection for each topic. */
  readonly runners: readonly ProjectionRunner[];
  /** Waits until all that is in a tenant's logs now was derived from; fails with REPLICA_BEHIND after a second. */
  untilCurrent(tenant: TenantAccess, tenantId: string): Promise<void>;
}

/** Keeps the audit up to date. */
export function createAudit(deps: RunnerDependencies): Audit {
  const runners = AUDITED_TOPICS.map((topic) => runProjection(auditProjection(topic), deps));
  return {
    runners,
    async untilCurrent(tenant, tenantId) {
      const reached = await Promise.all(
        runners.map(async (runner) => {
          const head = { topic: runner.projection.topic, tenantId, partition: 0 };
          const newest = await tenant.read((tx) => headOffset(tx.sql, head));
          return newest < 0 || runner.reached(head, newest, WAIT_MS);
        }),
      );
      if (!reached.every(Boolean)) {
        throw new TrekkerError('REPLICA_BEHIND', 'what was done last has not arrived here yet; try again');
      }
    },
  };
}

/** Keeps what one topic tells of. Every row comes from one envelope alone, so doing it again changes nothing. */
function auditProjection(topic: string): Projection {
  return {
    name: `audit-${topic}`,
    topic,
    async apply(tx, entries, { tenantId }) {
      const rows = entries.flatMap((entry) => rowOf(entry) ?? []);
      if (!rows.length) return;
      await tx.asTenant(tenantId);
      await insertAudit(tx, rows);
      await eraseAudit(tx, entries.flatMap(erasedIn));
    },
    derived: [{ table: 'tenancy.audit_entries', by: 'tenant', where: `topic = '${topic}'` }],
    reset: (tx) => forgetAudit(tx, topic),
  };
}

/** Whom an entry forgets, and what they carried. */
function erasedIn(entry: Entry): string[] {
  if (entry.type !== personErased.type) return [];
  const { personId, trackerIds } = payloadOf(entry, personErased);
  return [personId, ...trackerIds];
}

function rowOf({ actor, kind, topic, type, ...entry }: Entry): AuditEntryRow | null {
  if (kind !== 'data' || !actor || !WHO.has(actor.kind) || CONSEQUENCES.has(type)) return null;
  const { subjects, details } = auditContent(type, entry.payload);
  return {
    tenantId: entry.subject,
    entryId: entry.id,
    at: entry.at,
    offset: entry.offset,
    topic,
    action: type,
    actorKind: actor.kind,
    actorId: actor.id,
    subjects: [...subjects],
    details: [...details],
    reason: entry.reason,
  };
}
