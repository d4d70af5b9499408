import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSubject, subjectWord } from './code-subject.ts';

test('what a code is for stands in the address as one word', () => {
  const subjects = [
    { kind: 'zone', zoneId: '01a' },
    { kind: 'station', musterId: '02b', stationId: '03c' },
  ] as const;
  for (const subject of subjects) assert.deepEqual(readSubject(subjectWord(subject)), subject);
  for (const word of [null, '', 'zone', 'zone:', 'zone:1:2', 'station:1', 'station:1:', 'station:1:2:3', 'other:1']) {
    assert.equal(readSubject(word), null, String(word));
  }
});
