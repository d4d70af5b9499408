import assert from 'node:assert/strict';

import { testViewer } from '@trekker/kit/testing';

import type { TestHeadcount } from './headcount.ts';
import { WRITER } from './history.ts';

export const SET_LIMIT = `mutation S($input: SetOccupancyLimitInput!) { setOccupancyLimit(input: $input) {
  limit { id minimum maximum kinds company { id } zone { id } place { id } } userErrors { field code } } }`;

/** Sets a limit; gives back what the mutation answers, or the code it fails with. */
export async function setLimit(
  site: TestHeadcount,
  tenantId: string,
  input: object,
  permissions: readonly string[] = WRITER,
) {
  const viewer = testViewer(tenantId, permissions);
  const { data, errors } = await site.run(SET_LIMIT, { viewer, variables: { input } });
  return { ...data?.setOccupancyLimit, code: errors?.[0]?.extensions?.['code'] };
}

/** What is published of limits, in order. */
export async function toldOf(site: TestHeadcount, tenantId: string) {
  const rows = await site.postgres.admin<{ payload: any }[]>`
    select payload from log.entries where tenant_id = ${tenantId} and topic = 'headcount-events' order by "offset"`;
  return rows.map(({ payload }) => payload);
}

/** What holds when everything that was told is taken together, in order of time. */
export async function standing(site: TestHeadcount, tenantId: string, limitId: string): Promise<string[]> {
  const events = new Map<string, any>();
  for (const event of await toldOf(site, tenantId)) {
    const known = events.get(event.eventId);
    assert.equal(event.status === 'NEW', known === undefined, 'an event is told as new once');
    if (event.status === 'RETRACTED') events.set(event.eventId, null);
    else events.set(event.eventId, event);
  }
  const holding = [...events.values()].filter((event) => event?.limitId === limitId);
  return holding.toSorted((a, b) => a.at - b.at).map(({ kind, at, count }) => `${at} ${kind} ${count}`);
}
