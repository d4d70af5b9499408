import type { UnitReach } from '@trekker/kit';
import { and, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';

import type { QuarantineFilter } from '../domain/quarantine-filter.ts';
import { quarantine } from './tables.ts';

/** Condition on a quarantined fix: it fits a filter (null: any does) and lies within a reach. */
export function fitting(filter: QuarantineFilter | null, reach: UnitReach): SQL | undefined {
  return and(filter ? conditionOf(filter) : undefined, within(reach));
}

function conditionOf({ ids, reasons, trackerIds, identifiers, transports, from, to, text }: QuarantineFilter) {
  return and(
    ids ? inArray(quarantine.fixId, [...ids]) : undefined,
    reasons ? inArray(quarantine.reason, [...reasons]) : undefined,
    trackerIds ? inArray(quarantine.trackerId, [...trackerIds]) : undefined,
    identifiers ? inArray(quarantine.identifier, [...identifiers]) : undefined,
    transports ? inArray(quarantine.transport, [...transports]) : undefined,
    from === null ? undefined : gte(quarantine.receivedAt, from),
    to === null ? undefined : lt(quarantine.receivedAt, to),
    text === null ? undefined : saying(text),
  );
}

function saying(text: string): SQL {
  return sql`(strpos(lower(${quarantine.message}), lower(${text})) > 0
    or strpos(lower(${quarantine.raw}), lower(${text})) > 0)`;
}

/**
 * The fixes of trackers that a unit of the reach owns, like `within` for positions. A fix of an unknown tracker belongs
 * to the tenant itself.
 */
function within(reach: UnitReach): SQL | undefined {
  if (reach === 'all') return undefined;
  return sql`${quarantine.trackerId} in (
    select r.key::uuid from positions.replicas r
    where r.replica = 'trackers' and r.valid_to is null
      and r.data->>'unitId' in (select jsonb_array_elements_text(${JSON.stringify(reach)}::jsonb)))`;
}
