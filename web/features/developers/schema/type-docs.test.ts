import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { docsOf, fittingTypes } from './type-docs.ts';

const docs = docsOf(
  introspectionFromSchema(
    buildSchema(`
      type Query { "All of them." trackers("How many." first: Int! = 50): [Tracker!]! old: Int @deprecated(reason: "gone") }
      "A device." type Tracker { id: ID! }
      enum Kind { "One." ONE }
      input Wanted { kind: Kind = ONE }
    `),
  ),
);

test('types are told with members, arguments and how they are written; operations first', () => {
  assert.equal(docs[0]?.name, 'Query');
  const [trackers, old] = docs[0]?.members ?? [];
  assert.deepEqual(trackers?.type, { text: '[Tracker!]!', name: 'Tracker' });
  assert.deepEqual(trackers?.arguments, [
    { name: 'first', description: 'How many.', type: { text: 'Int!', name: 'Int' }, defaultValue: '50' },
  ]);
  assert.equal(trackers?.deprecated, null);
  assert.equal(old?.deprecated, 'gone');
  const groups = new Map(docs.map(({ name, group }) => [name, group]));
  assert.deepEqual(
    ['Query', 'Tracker', 'Kind', 'Wanted', 'ID'].map((name) => groups.get(name)),
    ['roots', 'objects', 'enums', 'inputs', 'scalars'],
  );
  assert.ok(!docs.some(({ name }) => name.startsWith('__')));
});

test('a search finds names of types before names of their members', () => {
  assert.deepEqual(
    fittingTypes(docs, 'TRACKER').map(({ name }) => name),
    ['Tracker', 'Query'],
  );
  assert.equal(fittingTypes(docs, ' ').length, docs.length);
});
