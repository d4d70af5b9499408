import type { Tx, UnitReach } from '@trekker/kit';

import type { ConnectionStatus, SilenceLimits } from '../../domain/connection-status.ts';
import type { PersonKind } from '../../domain/person-kind.ts';
import { bothReach } from '../../domain/reach.ts';
import { carriedNow, everyWord, ofZone, ownedBy, ownedWithin } from './conditions.ts';
import type { Listed } from './listed.ts';

/** Which people or assets fit, parsed. */
export interface CarrierConditions {
  readonly words: readonly string[];
  readonly units: readonly string[] | null;
  readonly zoneId: string | null;
  readonly connection: readonly ConnectionStatus[] | null;
  /** People only. */
  readonly kind?: readonly PersonKind[] | null;
  readonly inAnyZone?: boolean | null;
  /** What the viewer may see: of the carriers themselves, and of the trackers they carry. */
  readonly reach: Readonly<Record<'carriers' | 'trackers' | 'visits', UnitReach>>;
  readonly silence: SilenceLimits & { readonly now: number };
}

/** The people that fit. All that depends on trackers is decided by those that the viewer may see. */
export function personList(tx: Tx, wanted: CarrierConditions): Listed {
  const { sql } = tx;
  const { kind, inAnyZone } = wanted;
  const listed = carrierList(tx, wanted, {
    table: sql`trackers.people`,
    id: sql`person_id`,
    label: sql`e.trade`,
  });
  const conditions = [...listed.conditions];
  if (kind) conditions.push(sql`e.kind = any(${[...kind]}::text[])`);
  if (inAnyZone != null) {
    const inside = insideOf(tx, wanted, { id: sql`person_id`, zone: sql`true` });
    conditions.push(inAnyZone ? sql`e.person_id in ${inside}` : sql`e.person_id not in ${inside}`);
  }
  return { ...listed, conditions };
}

/** The assets that fit; as for people. */
export function assetList(tx: Tx, wanted: CarrierConditions): Listed {
  const { sql } = tx;
  return carrierList(tx, wanted, { table: sql`trackers.assets`, id: sql`asset_id`, label: sql`e.category` });
}

type Fragment = Listed['id'];

function carrierList(
  tx: Tx,
  wanted: CarrierConditions,
  { table, id, label }: Record<'table' | 'id' | 'label', Fragment>,
): Listed {
  const { sql } = tx;
  const { words, units, zoneId, connection, reach, silence } = wanted;
  const carried = carriedNow(sql, { now: silence.now, reach: reach.trackers });
  const conditions = [
    ownedWithin(sql, sql`e.unit_id`, reach.carriers),
    ownedBy(sql, units),
    everyWord(
      sql,
      words,
      (occurs) => sql`
        ${occurs(sql`e.sort_name`)} or ${occurs(sql`coalesce(lower(${label}), '')`)}
        or e.${id} in (
          select a.${id} from ${carried} join trackers.identifiers i on i.tracker_id = a.tracker_id
          where a.${id} is not null and ${occurs(sql`lower(i.identifier)`)})`,
    ),
  ];
  if (zoneId !== null) conditions.push(sql`e.${id} in ${insideOf(tx, wanted, { id, zone: ofZone(sql, zoneId) })}`);
  return {
    table,
    id: sql`e.${id}`,
    heard: sql`left join (
      select a.${id} as carrier_id, max(s.last_heard_at) as last_heard_at,
        max(s.live_heard_at) as live_heard_at
      from ${carried} left join trackers.tracker_status s on s.tracker_id = a.tracker_id
      where a.${id} is not null group by 1) s on s.carrier_id = e.${id}`,
    hasStatus: sql`s.carrier_id is not null`,
    conditions,
    connection,
    silence,
  };
}

/** Who carries a tracker that is inside a zone now. */
function insideOf(
  { sql }: Tx,
  { reach, silence }: CarrierConditions,
  { id, zone }: { id: Fragment; zone: Fragment },
): Fragment {
  const carried = carriedNow(sql, { now: silence.now, reach: bothReach(reach.trackers, reach.visits) });
  return sql`(
    select a.${id} from ${carried} join trackers.tracker_zones z on z.tracker_id = a.tracker_id
    where a.${id} is not null and ${zone})`;
}
