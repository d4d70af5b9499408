import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placePath, placesBeside, timeZoneOf, zoneTree, type PlaceRow, type TreeZone } from './zone-tree.ts';

const ALL = { text: '', kinds: [] };
const PLACES: PlaceRow[] = [
  place('quay', 'Quay 2', 'terminal'),
  place('tanks', 'Quay 10', 'terminal'),
  { ...place('terminal', 'Terminal', null), timeZone: 'Europe/Berlin' },
  { ...place('office', 'Office', null), timeZone: null },
];
const ZONES: TreeZone[] = [
  zone('crane', 'Crane', 'quay', 'WORK_ZONE'),
  zone('berth', 'Berth', 'quay', 'EXCLUSION'),
  zone('lost', 'Lost', 'hidden', 'GATE'),
  zone('canteen', 'Canteen', 'office', 'BREAK_AREA'),
];

test('zones stand with their places, places below theirs, all by name', () => {
  assert.deepEqual(outline(zoneTree(PLACES, ZONES, ALL)), [
    'Office: Canteen',
    'Terminal: ',
    '-Quay 2: Berth, Crane',
    '-Quay 10: ',
    'none: Lost',
  ]);
});

test('a filter leaves out places that have nothing to show', () => {
  assert.deepEqual(outline(zoneTree(PLACES, ZONES, { text: 'CRA', kinds: [] })), ['Terminal: ', '-Quay 2: Crane']);
  assert.deepEqual(outline(zoneTree(PLACES, ZONES, { text: '', kinds: ['BREAK_AREA'] })), ['Office: Canteen']);
  assert.deepEqual(outline(zoneTree(PLACES, ZONES, { text: 'nothing', kinds: [] })), []);
});

test('a place has the time zone of the nearest place above that has one', () => {
  const zones = zoneTree(PLACES, ZONES, ALL).map(({ place, timeZone }) => [place?.id ?? null, timeZone]);
  assert.deepEqual(Object.fromEntries(zones), {
    office: null,
    terminal: 'Europe/Berlin',
    quay: 'Europe/Berlin',
    tanks: 'Europe/Berlin',
    null: null,
  });
  assert.equal(timeZoneOf(PLACES, 'quay'), 'Europe/Berlin');
  assert.equal(timeZoneOf(PLACES, null), null);
  assert.deepEqual(placePath(PLACES, 'quay'), ['Terminal', 'Quay 2']);
});

function outline(tree: ReturnType<typeof zoneTree<TreeZone>>): string[] {
  return tree.map(
    ({ place, depth, zones }) =>
      `${'-'.repeat(depth)}${place?.name ?? 'none'}: ${zones.map(({ name }) => name).join(', ')}`,
  );
}

function place(id: string, name: string, parent: string | null): PlaceRow {
  return { id, name, kind: 'AREA', timeZone: null, parent: parent === null ? null : { id: parent } };
}

function zone(id: string, name: string, placeId: string, kind: TreeZone['kind']): TreeZone {
  return { id, name, kind, place: { id: placeId } };
}

test('a place may be part of any other but those below it', () => {
  const names = (id: string) => placesBeside(PLACES, id).map((one) => one.id);
  assert.deepEqual(names('terminal'), ['office']);
  assert.deepEqual(names('quay'), ['tanks', 'terminal', 'office']);
});
