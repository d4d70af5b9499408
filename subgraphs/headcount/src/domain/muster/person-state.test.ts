import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EXPECTED, factsOf, markOf, sessionWith, visitOf } from '../../../test/muster-facts.ts';
import type { PersonFacts } from './facts.ts';
import { personState } from './muster-state.ts';
import type { StationPolicy } from './session.ts';

const inHall = visitOf({ zoneId: 'hall', from: -10, to: 5 });

/** State, basis and time of the person at an instant. */
function standing(facts: Partial<PersonFacts>, until = 40, policy: StationPolicy = 'ALLOW') {
  const person = personState(sessionWith(policy), factsOf({ expected: EXPECTED, ...facts }), until);
  return person && [person.state, person.by, person.since];
}

test('nobody is safe before a visit to a station shows them there at or after the start', () => {
  const atEast = visitOf({ zoneId: 'east', from: 8 });
  assert.deepEqual(standing({ visits: [inHall, atEast] }, 7), ['UNACCOUNTED', null, 0]);
  assert.deepEqual(standing({ visits: [inHall, atEast] }, 8), ['SAFE', 'ZONE', 8]);
});

test('a visit that lasts at the start counts from the start when the person is heard, else once they are', () => {
  const early = { zoneId: 'gate', from: -100 };
  assert.deepEqual(standing({ visits: [visitOf(early)] }, 0), ['SAFE', 'ZONE', 0]);
  for (const silence of ['probable', 'stale'] as const) {
    const silent = visitOf({ ...early, [silence]: [{ from: -5, to: 6 }] });
    assert.deepEqual(standing({ visits: [silent] }, 5), ['UNACCOUNTED', null, 0]);
    assert.deepEqual(standing({ visits: [silent] }, 6), ['SAFE', 'ZONE', 6]);
    const lasting = visitOf({ ...early, [silence]: [{ from: -5, to: null }] });
    assert.deepEqual(standing({ visits: [lasting] }), ['UNACCOUNTED', null, 0]);
  }
});

test('who was lost at a station before the start, or only passed it, is not safe', () => {
  const lost = visitOf({ zoneId: 'gate', from: -50, to: -20, endReason: 'STALE', lost: { from: -20, to: null } });
  assert.deepEqual(standing({ visits: [lost] }), ['UNACCOUNTED', null, 0]);
  const passed = visitOf({ zoneId: 'east', from: 3, to: 4, endReason: 'CROSSED' });
  assert.deepEqual(standing({ visits: [inHall, passed] }), ['UNACCOUNTED', null, 0]);
});

test('silence at a station takes nothing from safety, nor does being lost there', () => {
  const silent = visitOf({ zoneId: 'east', from: 8, stale: [{ from: 12, to: null }] });
  assert.deepEqual(standing({ visits: [inHall, silent] }), ['SAFE', 'ZONE', 8]);
  const lost = visitOf({ zoneId: 'east', from: 8, to: 12, endReason: 'STALE', lost: { from: 12, to: null } });
  const site = visitOf({ zoneId: 'hall', from: -10 });
  assert.deepEqual(standing({ visits: [site, lost] }), ['SAFE', 'ZONE', 8]);
});

test('who leaves a station and is seen in another zone of the scope is missing again, and safe when back', () => {
  const atEast = visitOf({ zoneId: 'east', from: 8, to: 15 });
  assert.deepEqual(standing({ visits: [inHall, atEast] }), ['SAFE', 'ZONE', 8], 'seen nowhere inside');
  const back = visitOf({ zoneId: 'store', from: 18, to: 22 });
  assert.deepEqual(standing({ visits: [inHall, atEast, back] }), ['RE_ENTERED', 'ZONE', 18]);
  const again = visitOf({ zoneId: 'west', from: 25 });
  assert.deepEqual(standing({ visits: [inHall, atEast, back, again] }), ['SAFE', 'ZONE', 25]);
});

test('a zone around everything shows who left the station, from the instant they left it', () => {
  const everywhere = visitOf({ zoneId: 'hall', from: -10 });
  const atGate = visitOf({ zoneId: 'gate', from: 8, to: 15 });
  assert.deepEqual(standing({ visits: [everywhere, atGate] }, 14), ['SAFE', 'ZONE', 8]);
  assert.deepEqual(standing({ visits: [everywhere, atGate] }, 15), ['RE_ENTERED', 'ZONE', 15]);
  const next = visitOf({ zoneId: 'east', from: 15 });
  assert.deepEqual(standing({ visits: [everywhere, atGate, next] }), ['SAFE', 'ZONE', 8], 'another station at once');
});

test('who was lost at a station and is heard inside again is missing from then on', () => {
  const everywhere = visitOf({ zoneId: 'hall', from: -10 });
  const lost = visitOf({ zoneId: 'gate', from: 8, to: 12, endReason: 'STALE', lost: { from: 12, to: 20 } });
  assert.deepEqual(standing({ visits: [everywhere, lost] }, 19), ['SAFE', 'ZONE', 8]);
  assert.deepEqual(standing({ visits: [everywhere, lost] }, 20), ['RE_ENTERED', 'ZONE', 20]);
});

test('a station that was moved or archived under people leaves them safe until they are seen to go back in', () => {
  const everywhere = visitOf({ zoneId: 'hall', from: -10 });
  const moved = visitOf({ zoneId: 'gate', from: 8, to: 12, endReason: 'FENCE_CHANGED' });
  assert.deepEqual(standing({ visits: [everywhere, moved] }), ['SAFE', 'ZONE', 8]);
  const inside = visitOf({ zoneId: 'store', from: 20 });
  assert.deepEqual(standing({ visits: [everywhere, moved, inside] }), ['RE_ENTERED', 'ZONE', 20]);
});

test('a visit to a zone that overlaps a station does not undo safety while the person is at the station', () => {
  const atGate = visitOf({ zoneId: 'gate', from: 8 });
  const overlapping = visitOf({ zoneId: 'hall', from: 10, to: 14 });
  assert.deepEqual(standing({ visits: [atGate, overlapping] }), ['SAFE', 'ZONE', 8]);
});

test('the word that was true later counts, whatever came in later', () => {
  const safe = markOf({ at: 10, kind: 'SAFE', stationId: 'east', knownAt: 30 });
  const missing = markOf({ at: 20, kind: 'MISSING', knownAt: 20 });
  for (const marks of [
    [safe, missing],
    [missing, safe],
  ]) {
    assert.deepEqual(standing({ marks }), ['MISSING', 'WARDEN', 20]);
    assert.deepEqual(standing({ marks }, 19), ['SAFE', 'WARDEN', 10]);
  }
  const both = [markOf({ at: 10, kind: 'SAFE' }), markOf({ at: 10, kind: 'MISSING', markId: 'other' })];
  assert.deepEqual(standing({ marks: both }), ['MISSING', 'WARDEN', 10], 'of one instant the more cautious');
});

test('a tracker that lies at a station does not overrule the warden who says that its bearer is missing', () => {
  const atEast = visitOf({ zoneId: 'east', from: 5 });
  const missing = markOf({ at: 10, kind: 'MISSING' });
  assert.deepEqual(standing({ visits: [atEast], marks: [missing] }), ['MISSING', 'WARDEN', 10]);
  const later = visitOf({ zoneId: 'west', from: 12 });
  assert.deepEqual(standing({ visits: [atEast, later], marks: [missing] }), ['SAFE', 'ZONE', 12]);
});

test('a tracker that stays inside does not overrule the warden; one that goes in anew does', () => {
  const inside = visitOf({ zoneId: 'hall', from: -10, probable: [{ from: 12, to: 15 }] });
  const offSite = markOf({ at: 10, kind: 'OFF_SITE' });
  assert.deepEqual(standing({ visits: [inside], marks: [offSite] }), ['OFF_SITE', 'WARDEN', 10]);
  const silentSince = visitOf({ zoneId: 'hall', from: -10, stale: [{ from: -10, to: 15 }] });
  assert.deepEqual(standing({ visits: [silentSince], marks: [offSite] }), ['OFF_SITE', 'WARDEN', 10]);
  const anew = visitOf({ zoneId: 'store', from: 20 });
  assert.deepEqual(standing({ visits: [inside, anew], marks: [offSite] }), ['RE_ENTERED', 'ZONE', 20]);
});

test('an injury stays until a warden says otherwise', () => {
  const injured = markOf({ at: 5, kind: 'INJURED' });
  const visits = [visitOf({ zoneId: 'store', from: 6, to: 7 }), visitOf({ zoneId: 'east', from: 8 })];
  assert.deepEqual(standing({ visits, marks: [injured] }), ['INJURED', 'WARDEN', 5]);
  const scanned = markOf({ at: 9, by: 'QR', stationId: 'east' });
  assert.deepEqual(standing({ visits, marks: [injured, scanned] }), ['INJURED', 'WARDEN', 5]);
  const refused = markOf({ at: 9, kind: 'SAFE', stationId: 'east' });
  const assigned = [{ from: -1, stationIds: ['west'] }];
  assert.deepEqual(standing({ visits, marks: [injured, refused], assigned }, 40, 'REFUSE'), ['INJURED', 'WARDEN', 5]);
  assert.deepEqual(standing({ visits, marks: [injured, markOf({ at: 9 })] }), ['SAFE', 'WARDEN', 9]);
});

test('at a station that is not theirs people are judged by the policy', () => {
  const visits = [visitOf({ zoneId: 'east', from: 8 })];
  const assigned = [{ from: -1, stationIds: ['west'] }];
  assert.deepEqual(standing({ visits, assigned }, 40, 'ALLOW'), ['SAFE', 'ZONE', 8]);
  assert.deepEqual(standing({ visits, assigned }, 40, 'ASK'), ['ASK', 'ZONE', 8]);
  assert.deepEqual(standing({ visits, assigned }, 40, 'REFUSE'), ['WRONG_STATION', 'ZONE', 8]);
  const scanned = [markOf({ at: 9, by: 'QR', stationId: 'east' })];
  assert.deepEqual(standing({ marks: scanned, assigned }, 40, 'ASK'), ['ASK', 'QR', 9]);
  const confirmed = [markOf({ at: 12, stationId: 'east' })];
  assert.deepEqual(standing({ visits, assigned, marks: confirmed }, 40, 'ASK'), ['SAFE', 'WARDEN', 12]);
  assert.deepEqual(standing({ visits, assigned, marks: confirmed }, 40, 'REFUSE'), ['WRONG_STATION', 'ZONE', 8]);
  const vouched = [markOf({ at: 12 })];
  assert.deepEqual(standing({ visits, assigned, marks: vouched }, 40, 'REFUSE'), ['SAFE', 'WARDEN', 12]);
  const right = visitOf({ zoneId: 'west', from: 20 });
  assert.deepEqual(standing({ visits: [...visits, right], assigned }, 40, 'REFUSE'), ['SAFE', 'ZONE', 20]);
});

test('who is safe at their own station stays safe when they come past another', () => {
  const visits = [visitOf({ zoneId: 'west', from: 8, to: 12 }), visitOf({ zoneId: 'east', from: 14 })];
  assert.deepEqual(standing({ visits, assigned: [{ from: -1, stationIds: ['west'] }] }, 40, 'REFUSE'), [
    'SAFE',
    'ZONE',
    8,
  ]);
});

test('stations that are given during a muster count from then on', () => {
  const visits = [visitOf({ zoneId: 'east', from: 8 })];
  const assigned = [
    { from: -1, stationIds: ['west'] },
    { from: 7, stationIds: ['east'] },
  ];
  assert.deepEqual(standing({ visits, assigned }, 40, 'REFUSE'), ['SAFE', 'ZONE', 8]);
  const later = [
    { from: -1, stationIds: ['west'] },
    { from: 9, stationIds: ['east'] },
  ];
  assert.deepEqual(standing({ visits, assigned: later }, 40, 'REFUSE'), ['WRONG_STATION', 'ZONE', 8]);
});

test('what was said before the start, and what is to come, does not count', () => {
  assert.deepEqual(standing({ visits: [inHall], marks: [markOf({ at: -1 })] }), ['UNACCOUNTED', null, 0]);
  assert.deepEqual(standing({ visits: [inHall], marks: [markOf({ at: 11 })] }, 10), ['UNACCOUNTED', null, 0]);
});
