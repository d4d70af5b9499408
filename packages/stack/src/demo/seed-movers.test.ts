import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createPopulation, createSite } from '@trekker/simulator';

import type { Api } from './api.ts';
import { seedMovers } from './seed-movers.ts';

const { people, vehicles } = createPopulation(createSite(7), { seed: 7, people: 520, vehicles: 80 });
const movers = [...people, ...vehicles];

/** An API that answers lists in pages of at most 500, as any does, and remembers what it was told to make. */
function pagingApi(lists: Readonly<Record<string, readonly unknown[]>>) {
  const made: unknown[] = [];
  const api: Api = {
    async run<T>(document: string, variables: Record<string, unknown> = {}): Promise<T> {
      const [, list = '', first = '0'] = /list: (\w+)\(first: (\d+), after: \$after\)/.exec(document) ?? [];
      const nodes = lists[list];
      if (!nodes) {
        made.push(variables['input']);
        return { made: { thing: { id: `new ${made.length}` }, userErrors: [] } } as T;
      }
      assert.ok(Number(first) <= 500);
      const from = Number(variables['after'] ?? 0);
      const to = from + Number(first);
      const pageInfo = { hasNextPage: to < nodes.length, endCursor: String(to) };
      return { list: { nodes: nodes.slice(from, to), pageInfo } } as T;
    },
  };
  return { api, made };
}

test('makes only what is missing, however much there is', async () => {
  const carrier = ({ name }: { name: string }) => ({ id: `id of ${name}`, name });
  const tracker = ({ identifier }: { identifier: string }) => ({
    id: `id of ${identifier}`,
    identifiers: [identifier],
    assignment: { id: 'a' },
  });
  const [last] = movers.slice(-1);
  assert.ok(last);
  const { api, made } = pagingApi({
    trackers: movers.slice(0, -1).map(tracker),
    people: people.map(carrier),
    assets: vehicles.map(carrier),
  });
  const since = '2026-11-20T00:00:00.000Z';
  await seedMovers(api, { movers, unitIds: new Map(), since });
  assert.deepEqual(made, [
    { name: `Tracker of ${last.name}`, identifier: last.identifier, unitId: undefined },
    { trackerId: 'new 1', assetId: `id of ${last.name}`, from: since },
  ]);
});
