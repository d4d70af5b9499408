import type { Page } from '@trekker/kit';

import type { BoardPerson } from './board.ts';
import { isAccounted, type MusterState } from './person-state.ts';

/** Which people of a list are wanted; what is absent or null does not matter. */
export interface PeopleFilter {
  readonly states?: readonly MusterState[] | null | undefined;
  readonly accounted?: boolean | null | undefined;
  readonly companyId?: string | null | undefined;
  readonly stationId?: string | null | undefined;
  readonly lastZoneId?: string | null | undefined;
}

/** One more than a page of the people that fit, and how many there are in all. @param people by id. */
export function pageOfMuster(
  people: readonly BoardPerson[],
  filter: PeopleFilter,
  { first, after }: Page,
): { rows: BoardPerson[]; totalCount: number } {
  const fitting = people.filter((person) => fits(person, filter));
  const behind = after?.[0] ?? '';
  const start = fitting.findIndex(({ personId }) => personId > behind);
  return { rows: start < 0 ? [] : fitting.slice(start, start + first + 1), totalCount: fitting.length };
}

function fits(person: BoardPerson, { states, accounted, companyId, stationId, lastZoneId }: PeopleFilter): boolean {
  const { state } = person;
  if (states && !states.includes(state)) return false;
  if (accounted != null && (state === 'REMOVED' || isAccounted(state) !== accounted)) return false;
  if (companyId != null && person.companyId !== companyId) return false;
  if (stationId != null && person.stationId !== stationId) return false;
  return lastZoneId == null || person.zoneId === lastZoneId;
}
