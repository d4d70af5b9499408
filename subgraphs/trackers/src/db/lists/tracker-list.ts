import type { Tx, UnitReach } from '@trekker/kit';

import type { ConnectionStatus, SilenceLimits } from '../../domain/connection-status.ts';
import { everyWord, heldAt, ofZone, ownedBy, ownedWithin } from './conditions.ts';
import type { Listed } from './listed.ts';

/** Which trackers fit, parsed. */
export interface TrackerConditions {
  readonly words: readonly string[];
  readonly units: readonly string[] | null;
  readonly zoneId: string | null;
  readonly connection: readonly ConnectionStatus[] | null;
  readonly carried: boolean | null;
  /** Unix milliseconds. */
  readonly notHeardSince: number | null;
  /** What the viewer may see. */
  readonly reach: Readonly<Record<'trackers' | 'people' | 'assets' | 'visits', UnitReach>>;
  readonly silence: SilenceLimits & { readonly now: number };
}

/** The trackers that fit. Who carries one is searched for only where the viewer may see who that is. */
export function trackerList({ sql }: Tx, wanted: TrackerConditions): Listed {
  const { words, units, zoneId, connection, carried, notHeardSince, reach, silence } = wanted;
  const held = heldAt(sql, silence.now);
  const conditions = [
    ownedWithin(sql, sql`e.unit_id`, reach.trackers),
    ownedBy(sql, units),
    everyWord(
      sql,
      words,
      (occurs) => sql`
        ${occurs(sql`e.sort_name`)}
        or e.tracker_id in (
          select i.tracker_id from trackers.identifiers i where ${occurs(sql`lower(i.identifier)`)})
        or e.tracker_id in (
          select a.tracker_id from trackers.people p join trackers.assignments a on a.person_id = p.person_id and ${held}
          where ${occurs(sql`p.sort_name`)} and ${ownedWithin(sql, sql`p.unit_id`, reach.people)})
        or e.tracker_id in (
          select a.tracker_id from trackers.assets p join trackers.assignments a on a.asset_id = p.asset_id and ${held}
          where ${occurs(sql`p.sort_name`)} and ${ownedWithin(sql, sql`p.unit_id`, reach.assets)})`,
    ),
  ];
  if (zoneId !== null) {
    conditions.push(
      sql`e.tracker_id in (select z.tracker_id from trackers.tracker_zones z where ${ofZone(sql, zoneId)})`,
      ownedWithin(sql, sql`e.unit_id`, reach.visits),
    );
  }
  if (carried !== null) {
    const carriers = sql`(select a.tracker_id from trackers.assignments a where ${held})`;
    conditions.push(carried ? sql`e.tracker_id in ${carriers}` : sql`e.tracker_id not in ${carriers}`);
  }
  if (notHeardSince !== null) {
    conditions.push(sql`not exists (
      select from trackers.tracker_status h where h.tracker_id = e.tracker_id and h.last_heard_at >= ${notHeardSince})`);
  }
  return {
    table: sql`trackers.trackers`,
    id: sql`e.tracker_id`,
    heard: sql`left join trackers.tracker_status s on s.tracker_id = e.tracker_id`,
    hasStatus: sql`true`,
    conditions,
    connection,
    silence,
  };
}
