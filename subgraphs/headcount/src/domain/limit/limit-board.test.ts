import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MarkSpan } from '../mark.ts';
import type { PersonRecord } from '../stay.ts';
import { createLimitBoard } from './limit-board.ts';
import { ALWAYS } from './step-function.ts';

const markedIn = (personId: string, to: number | null): [string, PersonRecord] => {
  const span: MarkSpan = { markId: personId, personId, zoneId: 'x', kind: 'IN', source: 'MANUAL', from: 0, to };
  return [personId, { visits: [], spans: [span] }];
};

test('tells all that follows when one entry ends the presence of several, each at another time', () => {
  const limit = { limitId: 'l', target: { kind: 'zone', id: 'x' }, kinds: null, companyId: null } as const;
  const numbers = { number: 1, minimum: null, maximum: 1, removed: false, validFrom: 0 };
  const exceeded = { eventId: 'e', revision: 0, kind: 'LIMIT_EXCEEDED', at: 0, count: 2, minimum: null, maximum: 1 };
  const board = createLimitBoard({
    limits: [
      {
        limitId: 'l',
        versions: [{ ...limit, ...numbers }],
        zones: new Map([['x', ALWAYS]]),
        told: [{ ...exceeded, kind: 'LIMIT_EXCEEDED' }],
      },
    ],
    people: new Map([markedIn('ada', null), markedIn('ben', null)]),
    since: 0,
    selected: () => ALWAYS,
  });
  const changes = board.people(new Map([markedIn('ada', 10), markedIn('ben', 20)]), { topic: 't', offset: 1 });
  assert.deepEqual(
    changes.map(({ status, event }) => [status, event.kind, event.at, event.count]),
    [
      ['NEW', 'LIMIT_REACHED', 10, 1],
      ['NEW', 'LIMIT_CLEARED', 20, 0],
    ],
  );
});
