import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TrackerRowFragment } from '../../__generated__/graphql.ts';
import { connectionOf, countByConnection, entriesOf, filterEntries, looksOf } from './entries.ts';

const CREW = { id: 'u1', name: 'Night crew' };
const ANNA = { id: 'anna', name: 'Anna', unit: CREW };
const BORIS = { id: 'boris', name: 'Boris', unit: null };

suite('entriesOf', () => {
  test('shows every person, carried assets and trackers without a carrier, by name', () => {
    const trackers = [
      tracker('t1', { person: ANNA }),
      tracker('t2', { name: 'Tag 10' }),
      tracker('t3', { name: 'Tag 9' }),
      tracker('t4', { asset: { id: 'a', name: 'Forklift', unit: CREW } }),
    ];
    const entries = entriesOf([BORIS, ANNA], trackers);
    assert.deepEqual(
      entries.map(({ key, kind, name, unit }) => [key, kind, name, unit]),
      [
        ['person:anna', 'person', 'Anna', 'Night crew'],
        ['person:boris', 'person', 'Boris', null],
        ['tracker:t4', 'asset', 'Forklift', 'Night crew'],
        ['tracker:t3', 'tracker', 'Tag 9', null],
        ['tracker:t2', 'tracker', 'Tag 10', null],
      ],
    );
  });

  test('lets the tracker speak that is heard best, then last', () => {
    const trackers = [
      tracker('idle', { person: ANNA, connection: 'IDLE', lastHeardAt: '2026-11-20T09:00:09.000Z' }),
      tracker('older', { person: ANNA, lastHeardAt: '2026-11-20T09:00:01.000Z' }),
      tracker('newer', { person: ANNA, lastHeardAt: '2026-11-20T09:00:02.000Z' }),
    ];
    const [anna] = entriesOf([ANNA], trackers);
    assert.equal(anna?.tracker?.id, 'newer');
    assert.deepEqual(anna?.trackerIds, ['newer', 'older', 'idle']);
  });

  test('counts a person without a tracker as not heard from', () => {
    const [boris] = entriesOf([BORIS], []);
    assert.ok(boris);
    assert.equal(connectionOf(boris), 'DISCONNECTED');
    assert.deepEqual(countByConnection([boris]), { CONNECTED: 0, IDLE: 0, DISCONNECTED: 1 });
  });
});

suite('filterEntries', () => {
  const entries = entriesOf(
    [ANNA, BORIS],
    [tracker('t1', { person: ANNA, identifiers: ['867-ABC'] }), tracker('t2', { person: BORIS, connection: 'IDLE' })],
  );
  const names = (text: string, connection: 'IDLE' | 'CONNECTED' | null = null) =>
    filterEntries(entries, { text, connection }).map(({ name }) => name);

  test('finds parts of names, units and identifiers in any case', () => {
    assert.deepEqual(names(''), ['Anna', 'Boris']);
    assert.deepEqual(names(' bor '), ['Boris']);
    assert.deepEqual(names('NIGHT'), ['Anna']);
    assert.deepEqual(names('7-abc'), ['Anna']);
    assert.deepEqual(names('nobody'), []);
  });

  test('narrows down to one connection', () => {
    assert.deepEqual(names('', 'IDLE'), ['Boris']);
    assert.deepEqual(names('anna', 'IDLE'), []);
  });
});

test('a marker is named after its carrier, or after the tracker itself', () => {
  const looks = looksOf([tracker('t1', { person: ANNA }), tracker('t2', { name: 'Tag', connection: 'IDLE' })]);
  assert.deepEqual(looks.get('t1'), { label: 'Anna', kind: 'person', connection: 'CONNECTED' });
  assert.deepEqual(looks.get('t2'), { label: 'Tag', kind: 'tracker', connection: 'IDLE' });
});

function tracker(id: string, fields: Partial<TrackerRowFragment>): TrackerRowFragment {
  return {
    id,
    name: id,
    identifiers: [id],
    connection: 'CONNECTED',
    lastHeardAt: null,
    unit: null,
    person: null,
    asset: null,
    ...fields,
  };
}
