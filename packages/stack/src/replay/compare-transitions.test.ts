import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareTransitions, type Stretch } from './compare-transitions.ts';
import type { Transition } from './transition.ts';

/** `+1 -5` is a visit from 1 to 5. */
function transitions(text: string, identifier = 'a', zone = 'z'): Transition[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ identifier, zone, at: Number(word.slice(1)), kind: word.startsWith('+') ? 'enter' : 'exit' }));
}

function text(list: readonly Transition[]): string {
  return list.map(({ at, kind }) => `${kind === 'enter' ? '+' : '-'}${at}`).join(' ');
}

function compared(expected: string, derived: string, isAmbiguous: (stretch: Stretch) => boolean = () => false) {
  const found = compareTransitions({ expected: transitions(expected), derived: transitions(derived), isAmbiguous });
  return { missing: text(found.missing), unexpected: text(found.unexpected), explained: text(found.explained) };
}

const NOTHING = { missing: '', unexpected: '', explained: '' };

test('equal lists do not differ, whatever their order', () => {
  assert.deepEqual(compared('+1 -5 +7', '+7 +1 -5'), NOTHING);
  assert.deepEqual(compared('', ''), NOTHING);
});

test('what only one side has is missing or unexpected', () => {
  assert.deepEqual(compared('+1 -5', ''), { ...NOTHING, missing: '+1 -5' });
  assert.deepEqual(compared('', '+1 -5 +8'), { ...NOTHING, unexpected: '+1 -5 +8' });
  assert.deepEqual(compared('+1 -5', '+1 -6'), { ...NOTHING, missing: '-5', unexpected: '-6' });
});

test('the same time and kind in another zone or of another tracker is a difference', () => {
  for (const other of [transitions('+1', 'b'), transitions('+1', 'a', 'y')]) {
    const found = compareTransitions({ expected: transitions('+1'), derived: other, isAmbiguous: () => false });
    assert.deepEqual([found.missing.length, found.unexpected.length], [1, 1]);
  }
});

test('a visit derived twice is unexpected once', () => {
  assert.deepEqual(compared('+1 -5', '+1 +1 -5 -5'), { ...NOTHING, unexpected: '+1 -5' });
});

test('a stretch of disagreement runs from one difference to the next and takes its partner along', () => {
  const asked: Stretch[] = [];
  const found = compared('+2 -5 +9', '+1 -6 +9', (stretch) => asked.push(stretch) === 1);
  assert.deepEqual(
    asked.map(({ from, to }) => [from, to]),
    [
      [1, 2],
      [5, 6],
    ],
  );
  assert.deepEqual(found, { missing: '-5', unexpected: '-6', explained: '+2 +1' });
});

test('a stretch that one side opens and closes alone is one too', () => {
  const asked: Stretch[] = [];
  assert.deepEqual(
    compared('+1 -9', '+1 -4 +5 -9', (stretch) => asked.push(stretch) > 0),
    { ...NOTHING, explained: '-4 +5' },
  );
  assert.deepEqual([asked[0]?.from, asked[0]?.to], [4, 5]);
});

test('a stretch without an end lasts for ever', () => {
  const asked: Stretch[] = [];
  compared('', '+1', (stretch) => asked.push(stretch) > 0);
  assert.deepEqual(asked[0], { identifier: 'a', zone: 'z', from: 1, to: Number.POSITIVE_INFINITY });
});
