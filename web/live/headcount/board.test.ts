import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { boardOf, type BoardPlace, type BoardSources } from './board.ts';

const counted = (present: number, stale: number) => ({ present, probable: 0, stale, unknown: 0, limits: [] });

const SOURCES: BoardSources = {
  places: [
    { id: 'hall', name: 'Hall', kind: 'BUILDING', parent: { id: 'site' } },
    { id: 'floor10', name: 'Floor 10', kind: 'FLOOR', parent: { id: 'hall' } },
    { id: 'floor2', name: 'Floor 2', kind: 'FLOOR', parent: { id: 'hall' } },
    { id: 'site', name: 'Site', kind: 'SITE', parent: null },
  ],
  zones: [
    { id: 'lab', name: 'Lab', kind: 'WORK_ZONE', place: { id: 'floor2' } },
    { id: 'gate', name: 'Gate', kind: 'GATE', place: { id: 'site' } },
    { id: 'canteen', name: 'Canteen', kind: 'BREAK_AREA', place: { id: 'site' } },
    { id: 'pier', name: 'Pier', kind: 'EXCLUSION', place: null },
  ],
  counts: {
    zones: new Map([
      ['lab', { ...counted(2, 1), version: 3 }],
      ['gate', { ...counted(0, 0), version: 1 }],
    ]),
    places: new Map([['site', { ...counted(2, 1), version: 3 }]]),
  },
};

suite('the board', () => {
  test('is the tree of places, each level by name as people read it', () => {
    assert.deepEqual(outline(boardOf(SOURCES).places), [{ Site: [{ Hall: [{ 'Floor 2': [] }, { 'Floor 10': [] }] }] }]);
  });

  test('puts every zone into its place by name, and apart those without one', () => {
    const { places, elsewhere } = boardOf(SOURCES);
    const [site] = places;
    assert.deepEqual(
      site?.zones.map(({ name }) => name),
      ['Canteen', 'Gate'],
    );
    assert.deepEqual(
      site?.children[0]?.children[0]?.zones.map(({ name }) => name),
      ['Lab'],
    );
    assert.deepEqual(
      elsewhere.map(({ name }) => name),
      ['Pier'],
    );
  });

  test('shows the counts as they were told, and leaves open what was not told', () => {
    const [site] = boardOf(SOURCES).places;
    assert.deepEqual(site?.count, { ...counted(2, 1), version: 3 });
    assert.deepEqual(site?.zones.find(({ id }) => id === 'gate')?.count, { ...counted(0, 0), version: 1 });
    assert.equal(site?.zones.find(({ id }) => id === 'canteen')?.count, null);
    assert.equal(site?.children[0]?.count, null);
  });

  test('loses nothing whose place is not known', () => {
    const board = boardOf({ ...SOURCES, places: SOURCES.places.filter(({ id }) => id !== 'site') });
    assert.deepEqual(outline(board.places), [{ Hall: [{ 'Floor 2': [] }, { 'Floor 10': [] }] }]);
    assert.deepEqual(
      board.elsewhere.map(({ name }) => name),
      ['Canteen', 'Gate', 'Pier'],
    );
  });
});

function outline(places: readonly BoardPlace[]): object[] {
  return places.map(({ name, children }) => ({ [name]: outline(children) }));
}
