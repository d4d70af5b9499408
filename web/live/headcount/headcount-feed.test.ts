import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Subscribe } from '../../graphql/client.ts';
import type { ResumingSink } from '../../graphql/resuming-subscription.ts';
import { createHeadcountFeed } from './headcount-feed.ts';
import { HeadcountStore } from './headcount-store.ts';

test('counts are filled in as they come, and vanish when the viewer may no longer see them', () => {
  let sink: ResumingSink<Record<string, unknown>> | undefined;
  const subscribe: Subscribe = (_request, given) => {
    sink = given as unknown as ResumingSink<Record<string, unknown>>;
    return () => {};
  };
  const store = new HeadcountStore();
  const release = createHeadcountFeed({ subscribe, store }).acquire();
  const headcount = { present: 3, probable: 0, stale: 0, unknown: 0, limits: [] };
  const zones = [{ id: 'z', archivedAt: null, headcount, version: { id: 'v' } }];
  sink?.next({ data: { headcountChanged: { snapshot: true, zones, places: [{ id: 'p', headcount }] } } }, true);
  assert.equal(store.current()?.zones.get('z')?.present, 3);
  sink?.refused(['FORBIDDEN']);
  assert.deepEqual([store.current(), store.refused()], [null, true]);
  release();
});
