import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadcountStore } from './headcount-store.ts';
import { differenceOf } from './use-zones.ts';

test('zones and headcounts differ by the zones only one of them knows', () => {
  const store = new HeadcountStore();
  assert.equal(differenceOf([{ id: 'a' }], store.current()), '');
  store.apply({ snapshot: true, zones: [counted('a'), counted('new')], places: [] });
  assert.equal(differenceOf([{ id: 'a' }, { id: 'old' }], store.current()), 'new old');
  assert.equal(differenceOf([{ id: 'new' }, { id: 'a' }], store.current()), '');
});

function counted(id: string) {
  return { id, headcount: { present: 0, stale: 0 } };
}
