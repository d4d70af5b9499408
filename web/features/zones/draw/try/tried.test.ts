import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TriedVisitFragment } from '../../../../__generated__/graphql.ts';
import { triedFeatures, type TriedWays } from './tried-features.ts';
import { triedVisits, type TriedVisit } from './tried-visits.ts';

const visit = (id: string, hour: number, isAdded: boolean | null): TriedVisitFragment => ({
  from: `2026-05-01T0${hour}:00:00Z`,
  to: null,
  isAdded,
  tracker: {
    id,
    name: `Tracker ${id}`,
    assignments: id === 'b' ? [{ id: 'x', from: '2026-05-01T00:00:00Z', to: null, person: { id: 'p', name: 'Ada' }, asset: null }] : [], // prettier-ignore
  },
});
const list = (...nodes: TriedVisitFragment[]) => ({ nodes, pageInfo: { hasNextPage: false } });

test('visits that come, stay and go are one list by time, named by who carried the tracker', () => {
  const visits = triedVisits({
    visits: list(visit('a', 1, false), visit('b', 3, true)),
    removedVisits: list(visit('c', 2, false)),
  });
  assert.deepEqual(
    visits.map(({ name, change }) => [name, change]),
    [['Tracker a', 'kept'], ['Tracker c', 'removed'], ['Ada', 'added']], // prettier-ignore
  );
  assert.equal(new Set(visits.map(({ key }) => key)).size, 3);
  assert.equal(triedVisits({ visits: list(visit('a', 1, null)), removedVisits: list() })[0]?.change, null);
});

test('the ways of visits are drawn, broken where nobody knows them, with the name of the one looked at above', () => {
  const tried = (key: string): TriedVisit => ({ key, trackerId: key, name: key, from: '', to: null, change: 'added' });
  const point = (longitude: number, isAfterGap = false) => ({ latitude: 50, longitude, isAfterGap });
  const ways: TriedWays = new Map([
    ['a', [point(1), point(2), point(3, true), point(4)]],
    ['b', [point(9)]],
  ]);
  const { features } = triedFeatures([tried('a'), tried('b'), tried('unknown')], ways, 'a');
  const parts = features.map(({ properties }) => `${String(properties?.['part'])} ${String(properties?.['selected'])}`);
  assert.deepEqual(parts, ['fix false', 'way true', 'way true', ...Array<string>(4).fill('fix true'), 'name true']);
  assert.deepEqual(features[1]?.geometry, { type: 'LineString', coordinates: [[1, 50], [2, 50]] }); // prettier-ignore
  assert.equal(features.at(-1)?.properties?.['name'], 'a');
});
