import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { markOf, sessionWith, visitOf } from '../../../test/muster-facts.ts';
import { shownAsKnown, shownInTruth, type PersonHistory } from './as-known.ts';
import { pathsOf, preparePaths } from './paths.ts';

const session = sessionWith();
const instant = fc.integer({ min: -20, max: 120 });

function historyOf(personId: string, changes: Partial<PersonHistory> = {}): PersonHistory {
  return { personId, expected: null, assigned: [], revisions: [], marks: [], markedIn: [], ...changes };
}

const revision = fc
  .record({ visit: fc.nat(3), zoneId: fc.constantFrom('hall', 'store', 'east'), from: instant, stays: fc.nat(60) })
  .chain(({ visit, zoneId, from, stays }) =>
    fc.record({ knownAt: instant, isOpen: fc.boolean() }).map(({ knownAt, isOpen }) => ({
      personVisitId: `visit ${visit}`,
      personId: 'ada',
      zoneId,
      from,
      to: isOpen ? null : from + stays + 1,
      knownAt,
    })),
  );

const history = fc
  .record({
    told: fc.array(revision, { maxLength: 6 }),
    marked: fc.array(fc.tuple(instant, instant), { maxLength: 2 }),
  })
  .map(({ told, marked }) =>
    historyOf('ada', {
      expected: { personId: 'ada', state: 'PRESENT', zoneId: 'hall', silentSince: null, byHand: false },
      revisions: told.map((one, offset) => visitOf({ ...one, offset })),
      marks: marked.map(([at, knownAt]) => markOf({ personId: 'ada', at, knownAt })),
    }),
  );

test('how people stood is at every later instant what it is when worked out anew', () => {
  fc.assert(
    fc.property(history, fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 8 }), (of, asked) => {
      for (const until of [...asked.toSorted((a, b) => a - b), ...asked]) {
        const { inTruth, asKnown } = pathsOf(session, of, until);
        assert.deepEqual(inTruth, shownInTruth(session, of, until));
        assert.deepEqual(asKnown, shownAsKnown(session, of, until));
      }
    }),
    { numRuns: 500 },
  );
});

test('what was prepared in turns is not worked out again until something happens', async () => {
  const visit = visitOf({ personId: 'ada', zoneId: 'east', from: 5, to: 50, offset: 1, knownAt: 6 });
  const ada = historyOf('ada', { revisions: [visit] });
  const ben = historyOf('ben');
  let turns = 0;
  await preparePaths(
    {
      session,
      people: [ada, ben, { personId: 'nobody' }],
      histories: new Map([ada, ben].map((one) => [one.personId, one])),
      until: 10,
    },
    () => void (turns += 1),
  );
  assert.equal(turns, 3);
  const before = pathsOf(session, ada, 10);
  assert.equal(pathsOf(session, ada, 49), before);
  assert.notEqual(pathsOf(session, ada, 50), before, 'the visit ends');
  assert.notEqual(pathsOf(sessionWith(), ada, 50), pathsOf(session, ada, 50), 'another muster');
});
