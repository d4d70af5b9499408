import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { lastingWeek } from './use-lasting-week.ts';

const NOTHING: LastingAnswer<string> = {
  data: undefined,
  staleSince: null,
  failed: false,
  codes: [],
  reload: () => {},
};

suite('the week that lasts', () => {
  test('is what the cache had, with the notice, when the question fails', () => {
    const { data, failed, incomplete } = lastingWeek({ ...NOTHING, failed: true }, 'cached');
    assert.deepEqual({ data, failed, incomplete }, { data: 'cached', failed: false, incomplete: true });
  });

  test('has failed when there is nothing to show', () => {
    assert.equal(lastingWeek({ ...NOTHING, failed: true }, null).failed, true);
  });

  test('comes with the notice when it has gaps, and with the time instead once a whole answer is shown', () => {
    const gaps = { ...NOTHING, data: 'gaps', codes: ['SUBGRAPH_UNAVAILABLE'] };
    assert.equal(lastingWeek(gaps, 'gaps').incomplete, true);
    assert.equal(lastingWeek({ ...gaps, data: 'whole', staleSince: 7 }, 'whole').incomplete, false);
  });

  test('is the newest answer without any notice while all is well', () => {
    const { data, incomplete } = lastingWeek({ ...NOTHING, data: 'now' }, 'before');
    assert.deepEqual({ data, incomplete }, { data: 'now', incomplete: false });
  });
});
