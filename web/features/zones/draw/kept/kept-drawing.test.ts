import assert from 'node:assert/strict';
import { test } from 'node:test';

import { listOf } from '../corners/corner-list.ts';
import {
  forgetDrawing,
  keepDrawing,
  KEPT_FOR_MS,
  keptDrawings,
  type KeptDrawing,
  type WorkStorage,
} from './kept-drawing.ts';

const AT = 1_790_000_000_000;
const PLACE = { user: 'anna', zoneId: 'z1' };
const WORK: KeptDrawing = {
  slot: 'a',
  at: AT,
  versionId: 'v1',
  tool: 'edit',
  shape: { drawn: { kind: 'polygon', rings: [[[8, 50], [8.1, 50], [8.1, 50.1], [8, 50]]] }, widthMeters: 10 }, // prettier-ignore
  corners: listOf(null, 'corridor'),
  hours: { timeZone: null, spans: [{ id: 0, days: [1], from: '06:00', to: '18:00' }] },
  fields: { name: 'Yard' },
};

function storageOf(kept = new Map<string, string>()): () => WorkStorage {
  return () => ({
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  });
}

test('work is found again by whose and of which zone it is, the latest first, until it is forgotten', () => {
  const storage = storageOf();
  const later: KeptDrawing = { ...WORK, slot: 'b', at: AT + 1, shape: null, corners: null, hours: null, fields: null };
  for (const work of [WORK, later]) assert.ok(keepDrawing(storage, PLACE, work));
  assert.deepEqual(keptDrawings(storage, PLACE, AT), [later, WORK]);
  for (const other of [{ ...PLACE, user: 'ben' }, { ...PLACE, zoneId: null }]) assert.deepEqual(keptDrawings(storage, other, AT), []); // prettier-ignore
  forgetDrawing(storage, PLACE, 'b');
  assert.deepEqual(keptDrawings(storage, PLACE, AT), [WORK]);
});

test('circles and corridors are kept as well', () => {
  const storage = storageOf();
  const shapes = [
    { drawn: { kind: 'circle', center: { latitude: 50, longitude: 8 }, radiusMeters: 5 }, widthMeters: 10 },
    { drawn: { kind: 'corridor', line: { type: 'LineString', coordinates: [[8, 50], [8, 51]] } }, widthMeters: 5 }, // prettier-ignore
  ] as const;
  for (const shape of shapes) {
    const work = { ...WORK, shape: structuredClone(shape) as unknown as KeptDrawing['shape'] };
    keepDrawing(storage, PLACE, work);
    assert.deepEqual(keptDrawings(storage, PLACE, AT), [work]);
  }
});

test('what is too old, of another version or of no sense is forgotten', () => {
  const wrong: object[] = [
    { at: AT - KEPT_FOR_MS },
    { at: 'today' },
    { version: 2 },
    { versionId: 1 },
    { tool: 'eraser' },
    { shape: { drawn: { kind: 'polygon', rings: [[['8', '50']]] }, widthMeters: 10 } },
    { shape: { drawn: { kind: 'star' }, widthMeters: 10 } },
    { shape: { drawn: { kind: 'circle', center: { latitude: null, longitude: 8 }, radiusMeters: 5 }, widthMeters: 1 } },
    { corners: { kind: 'polygon', measure: '', lines: [[{ id: 0 }]] } },
    { hours: { timeZone: null, spans: [{ id: 0, days: 'all' }] } },
    { fields: { name: 7 } },
  ];
  const kept = new Map<string, string>();
  const storage = storageOf(kept);
  keepDrawing(storage, PLACE, WORK);
  const [[key, text] = ['', '']] = kept;
  for (const part of wrong) {
    kept.set(key, JSON.stringify({ ...(JSON.parse(text) as object), ...part }));
    assert.deepEqual(keptDrawings(storage, PLACE, AT), [], JSON.stringify(part));
    assert.equal(kept.size, 0);
  }
  kept.set(key, 'not { JSON');
  assert.deepEqual(keptDrawings(storage, PLACE, AT), []);
});

test('a browser that keeps nothing says so, and offers nothing', () => {
  const none = () => {
    throw new Error('denied');
  };
  assert.equal(keepDrawing(none, PLACE, WORK), false);
  assert.deepEqual(keptDrawings(none, PLACE, AT), []);
  forgetDrawing(none, PLACE, 'a');
});
