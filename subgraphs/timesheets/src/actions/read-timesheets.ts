import { coversUnit, type TenantAccess, type Tx, type UnitReach } from '@trekker/kit';

import { arrivedOf, carriagesOf, goneOf, visitsOf, type FactsQuery } from '../db/facts.ts';
import { peopleOf } from '../db/people.ts';
import { siteOf } from '../db/site.ts';
import type { TimesheetRow } from '../db/rows.ts';
import { addDays, startOfDay } from '../domain/calendar.ts';
import { withoutVisits } from '../domain/evidence.ts';
import type { WeekQuestion } from '../domain/question.ts';
import { marginOf, type Rules } from '../domain/rules.ts';
import { timesheetOf } from '../domain/timesheet.ts';

/** For whom sheets are read, and by what rules. */
export interface Reading {
  readonly tenant: TenantAccess;
  /** Units whose people the viewer sees. */
  readonly reach: UnitReach;
  readonly rules: Rules;
  readonly now: number;
  /** Resolves when every person of the tenant is known here; fails with REPLICA_BEHIND. */
  readonly untilPeopleKnown: () => Promise<void>;
}

/** The widest any time zone is off UTC, and days may be cut by another week's zone. */
const EDGE_MS = 86_400_000;

/**
 * The sheets of people for one week, by person; those the viewer may not see are absent. All come from one snapshot. A
 * person is taken for unknown only when everything about people has been read.
 */
export async function readTimesheets(
  reading: Reading,
  personIds: readonly string[],
  question: WeekQuestion,
): Promise<Map<string, TimesheetRow>> {
  const known = await reading.tenant.read((tx) => peopleOf(tx, personIds));
  if (personIds.some((id) => !known.has(id))) await reading.untilPeopleKnown();
  return reading.tenant.read((tx) => sheetsIn(tx, reading, { personIds, ...question }));
}

async function sheetsIn(
  tx: Tx,
  { reach, rules, now }: Reading,
  { personIds, monday, knownAt }: WeekQuestion & { personIds: readonly string[] },
): Promise<Map<string, TimesheetRow>> {
  const people = await peopleOf(tx, personIds, knownAt);
  const visible = [...people].filter(([, { unitId }]) => coversUnit(reach, unitId));
  const site = await siteOf(tx, knownAt);
  const weeks = new Set([...site.timeZones.values(), site.tenantZone]).size > 1 ? 7 : 0;
  const margin = marginOf(rules) + EDGE_MS;
  const query: FactsQuery = {
    personIds: visible.map(([personId]) => personId),
    from: startOfDay(addDays(monday, -weeks), 'UTC') - margin,
    to: startOfDay(addDays(monday, 7 + weeks), 'UTC') + margin,
    knownAt,
  };
  const visits = await visitsOf(tx, query);
  const gone = knownAt === null ? new Set<string>() : await goneOf(tx, [...visits.values()].flat());
  const carried = await carriagesOf(tx, query);
  const trackerIds = new Set([...carried.values()].flat().map(({ trackerId }) => trackerId));
  const tenant = { ...site, rules, arrived: await arrivedOf(tx, [...trackerIds], knownAt), now: knownAt ?? now };
  return new Map(
    visible.map(([personId, { kind }]) => {
      const isVisitor = kind === 'VISITOR';
      const facts = { visits: visits.get(personId) ?? [], carried: carried.get(personId) ?? [], isVisitor };
      return [personId, { personId, ...withoutVisits(timesheetOf(monday, facts, tenant), gone) }];
    }),
  );
}
