import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carrierAt } from './carrier-at.ts';

const ASSIGNMENTS = [
  { from: '2026-11-20T12:00:00.000Z', to: null, person: null, asset: { id: 'crane', name: 'Crane' } },
  {
    from: '2026-11-20T08:00:00.000Z',
    to: '2026-11-20T10:00:00.000Z',
    person: { id: 'anna', name: 'Anna' },
    asset: null,
  },
];

test('whoever carried the tracker then is told, not whoever carries it now', () => {
  const at = (time: string) => carrierAt(ASSIGNMENTS, `2026-11-20T${time}.000Z`);
  assert.deepEqual(at('08:00:00'), { kind: 'people', id: 'anna', name: 'Anna' });
  assert.equal(at('10:00:00'), null);
  assert.equal(at('07:59:59'), null);
  assert.deepEqual(at('23:00:00'), { kind: 'assets', id: 'crane', name: 'Crane' });
});
