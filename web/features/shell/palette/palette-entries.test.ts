import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitting, grouped, stepped, type PaletteEntry } from './palette-entries.ts';

const entries: PaletteEntry[] = ['Live map', 'Map settings', 'People'].map((name) => ({
  key: name,
  group: 'pages',
  icon: 'map',
  name,
  act: () => {},
}));
const names = (text: string) => fitting(entries, text).map(({ name }) => name);

test('every word has to fit, whatever its case, and what begins with the first comes first', () => {
  assert.deepEqual(names('MAP'), ['Map settings', 'Live map']);
  assert.deepEqual(names('map live'), ['Live map']);
  assert.deepEqual(names('  '), ['Live map', 'Map settings', 'People']);
  assert.deepEqual(names('nobody'), []);
});

test('arrow keys go round', () => {
  assert.equal(stepped(2, { step: 1, count: 3 }), 0);
  assert.equal(stepped(0, { step: -1, count: 3 }), 2);
});

test('arrow keys follow the groups as they are shown', () => {
  const [live, map, people] = entries as [PaletteEntry, PaletteEntry, PaletteEntry];
  const action: PaletteEntry = { ...map, group: 'actions' };
  assert.deepEqual(grouped([live, action, people]), [live, people, action]);
  assert.deepEqual(grouped([action, live]), [action, live]);
});
