import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LiveMusterFragment, MusterListedFragment, MusterState } from '../../__generated__/graphql.ts';
import { listAfter, partOf, type MusterList } from './muster-list.ts';

const MUSTER = { id: 'm', name: 'Drill' } as LiveMusterFragment;

suite('the list of a muster', () => {
  test('changes only whom an event names, and lets go who is gone', () => {
    const begun = after(null, [listed('ada', 'UNACCOUNTED'), listed('bob', 'UNACCOUNTED')], true);
    const list = listAfter(begun, { snapshot: false, muster: MUSTER, people: [listed('bob', 'SAFE')], gone: ['ada'] });
    assert.deepEqual([...list.people.keys()], ['bob']);
    assert.equal(list.people.get('bob')?.state, 'SAFE');
    assert.equal(list.version, 2);
  });

  test('forgets what a snapshot leaves out', () => {
    const begun = after(null, [listed('ada', 'SAFE'), listed('bob', 'SAFE')], true);
    assert.deepEqual([...after(begun, [listed('bob', 'SAFE')], true).people.keys()], ['bob']);
  });

  test('shows whoever must be looked for first, and nobody as missing who is accounted for or was removed', () => {
    const list = after(
      null,
      [
        listed('zoe', 'UNACCOUNTED'),
        listed('ada', 'UNACCOUNTED'),
        listed('sam', 'SAFE'),
        listed('ask', 'ASK'),
        listed('back', 'RE_ENTERED'),
        listed('gone', 'REMOVED'),
        listed('lost', 'MISSING'),
      ],
      true,
    );
    assert.deepEqual(names(list, 'missing'), ['lost', 'back', 'ada', 'zoe', 'ask']);
    assert.deepEqual(names(list, 'ask'), ['ask']);
    assert.deepEqual(names(list, 'accounted'), ['sam']);
    assert.equal(names(list, 'all').length, 7);
  });

  test('finds names by a part of them, whatever the case', () => {
    const list = after(null, [listed('Ada', 'SAFE'), listed('Bob', 'SAFE')], true);
    assert.deepEqual(
      partOf(list, { part: 'all', text: ' aD ' }).map(({ person }) => person.name),
      ['Ada'],
    );
  });
});

function after(before: MusterList | null, people: MusterListedFragment[], snapshot: boolean): MusterList {
  return listAfter(before, { snapshot, muster: MUSTER, people, gone: [] });
}

function names(list: MusterList, part: Parameters<typeof partOf>[1]['part']): string[] {
  return partOf(list, { part, text: '' }).map(({ person }) => person.name);
}

function listed(name: string, state: MusterState): MusterListedFragment {
  const accounted = state === 'SAFE' || state === 'OFF_SITE' || state === 'INJURED';
  const person = { id: name, name };
  const nothing = { by: null, company: null, station: null, lastZone: null, silentSince: null, lastPosition: null };
  return {
    ...nothing,
    assignedStations: [],
    person,
    state,
    accounted,
    since: '2026-11-20T09:00:00.000Z',
    origin: 'EXPECTED',
  };
}
