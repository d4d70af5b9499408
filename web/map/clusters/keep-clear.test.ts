import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CLEAR_PX, keptClear } from './keep-clear.ts';

suite('keptClear', () => {
  test('leaves a cluster that hides no marker where it is', () => {
    const place = { x: 100, y: 100 };
    assert.equal(keptClear(place, [{ x: 100 + CLEAR_PX, y: 100 }]), place);
    assert.equal(keptClear(place, []), place);
  });

  test('moves one aside that would hide a marker, as far as it takes', () => {
    assert.deepEqual(keptClear({ x: 110, y: 100 }, [{ x: 100, y: 100 }]), { x: 100 + CLEAR_PX, y: 100 });
    const beside = keptClear({ x: 100, y: 100 }, [{ x: 100, y: 100 }]);
    assert.ok(beside.x > 100 && beside.y < 100, 'up and to the right');
    assert.ok(Math.abs(Math.hypot(beside.x - 100, beside.y - 100) - CLEAR_PX) < 1e-9);
  });
});
