import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cache, DataFields, ResolveInfo, UpdateResolver } from '@urql/exchange-graphcache';
import { cacheUpdates } from './cache-updates.ts';

test('an event links what a list lacks and never links anything twice', () => {
  const lists = { trackers: ['Tracker:1'], people: ['Person:anna'] };
  const tracker = { __typename: 'Tracker', id: '2', person: { __typename: 'Person', id: 'boris' } };
  const known = { __typename: 'Tracker', id: '1', person: { __typename: 'Person', id: 'anna' } };
  for (let event = 0; event < 3; event++) changed(lists, [known, tracker]);
  assert.deepEqual(lists, { trackers: ['Tracker:1', 'Tracker:2'], people: ['Person:anna', 'Person:boris'] });
});

test('an event about many looks at each list once, and links somebody with two trackers once', () => {
  const lists = { trackers: ['Tracker:1'], people: [] };
  const person = { __typename: 'Person', id: 'anna' };
  let looks = 0;
  changed(
    lists,
    ['2', '3', '4'].map((id) => ({ __typename: 'Tracker', id, person })),
    () => looks++,
  );
  assert.deepEqual(lists, { trackers: ['Tracker:1', 'Tracker:2', 'Tracker:3', 'Tracker:4'], people: ['Person:anna'] });
  assert.equal(looks, 2);
});

test('an event about a tracker nobody carries leaves the people alone, and a list nobody loaded stays unloaded', () => {
  const lists: Lists = { people: ['Person:anna'] };
  changed(lists, [{ __typename: 'Tracker', id: '2', person: null }]);
  assert.deepEqual(lists, { people: ['Person:anna'] });
});

test('a part of a list that was asked for in an order gets nothing added: it is asked for anew', () => {
  const ordered = { first: 50, orderBy: { field: 'NAME' } };
  const linked: string[] = [];
  const invalidated: unknown[] = [];
  const methods = {
    inspectFields: () => [
      { fieldName: 'trackers', arguments: ordered, fieldKey: 'ordered' },
      { fieldName: 'trackers', arguments: { first: 500 }, fieldKey: 'whole' },
    ],
    keyOfEntity: ({ id }: { id: string }) => `Tracker:${id}`,
    resolve: (entity: string, _field: string, args?: object) =>
      entity === 'Query' ? (args === ordered ? 'ordered' : 'whole') : [],
    link: (connection: string) => void linked.push(connection),
    invalidate: (_entity: string, field: string, args: unknown) => void invalidated.push([field, args]),
  };
  const update = cacheUpdates.Mutation?.['addTracker'] as UpdateResolver;
  const result = { addTracker: { tracker: { __typename: 'Tracker', id: '2', person: null } } };
  update(result, {}, methods as unknown as Cache, {} as ResolveInfo);
  assert.deepEqual(linked, ['whole']);
  assert.deepEqual(invalidated, [['trackers', ordered]]);
});

type Lists = { trackers?: string[]; people?: string[] };

function changed(lists: Lists, trackers: readonly object[], onLook?: () => void): void {
  const update = cacheUpdates.Subscription?.['trackersChanged'] as UpdateResolver | undefined;
  const [parent, info] = [{ trackersChanged: { trackers } }, {}] as unknown as [DataFields, ResolveInfo];
  update?.(parent, {}, cacheOf(lists, onLook), info);
}

/** The few methods of the cache that are used, over lists of keys; each list is one loaded page. */
function cacheOf(lists: Lists, onLook?: () => void): Cache {
  const fields = Object.keys(lists) as (keyof Lists)[];
  const methods = {
    inspectFields() {
      onLook?.();
      return fields.map((fieldName) => ({ fieldName, arguments: { first: 500 }, fieldKey: fieldName }));
    },
    keyOfEntity: ({ __typename, id }: { __typename: string; id: string }) => `${__typename}:${id}`,
    resolve: (entity: string, field: string) => (entity === 'Query' ? field : lists[entity as keyof Lists]),
    link: (connection: keyof Lists, _field: string, keys: string[]) => void (lists[connection] = keys),
  };
  return methods as unknown as Cache;
}
