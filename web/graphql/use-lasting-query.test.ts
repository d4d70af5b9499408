import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lasting } from './use-lasting-query.ts';

const WHOLE = { data: 'before', at: 7 };

suite('the answer that lasts', () => {
  test('is the newest one while it is whole', () => {
    assert.deepEqual(lasting({ data: 'now', gaps: false, whole: WHOLE }), {
      data: 'now',
      staleSince: null,
      failed: false,
    });
  });

  test('is the one before, marked as old, when the newest has gaps or is none', () => {
    const old = { data: 'before', staleSince: 7, failed: false };
    assert.deepEqual(lasting({ data: 'gaps', gaps: true, whole: WHOLE }), old);
    assert.deepEqual(lasting({ data: undefined, gaps: true, whole: WHOLE }), old);
  });

  test('is the one with gaps when there is no other, and a failure when there is nothing', () => {
    assert.deepEqual(lasting({ data: 'gaps', gaps: true, whole: null }), {
      data: 'gaps',
      staleSince: null,
      failed: false,
    });
    assert.deepEqual(lasting({ data: undefined, gaps: true, whole: null }), {
      data: undefined,
      staleSince: null,
      failed: true,
    });
  });

  test('stays while the next one is on its way', () => {
    assert.equal(lasting({ data: undefined, gaps: false, whole: WHOLE }).data, 'before');
  });
});
