import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { merge, objectsAt, read, type DataObject } from './data.ts';

describe('merge', () => {
  test('puts objects into objects and lists into lists of the same length', () => {
    const target: DataObject = { a: { x: 1 }, list: [{ n: 1 }, null], other: [1] };
    merge(target, { a: { y: 2 }, list: [{ m: 2 }, { m: 3 }], other: [1, 2], b: 3 });
    assert.deepEqual(target, { a: { x: 1, y: 2 }, list: [{ n: 1, m: 2 }, { m: 3 }], other: [1, 2], b: 3 });
  });

  test('changes no prototype, whatever a subgraph calls its keys', () => {
    const target: DataObject = {};
    merge(
      target,
      JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as DataObject,
    );
    assert.equal(Object.getPrototypeOf(target), Object.prototype);
    assert.equal((target as { polluted?: boolean }).polluted, undefined);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});

describe('read', () => {
  test('sees nothing a prototype offers', () => {
    assert.equal(read({}, 'constructor'), undefined);
    assert.equal(read([], 'length'), 0);
    assert.equal(read({ constructor: 1 }, 'constructor'), 1);
  });
});

describe('objectsAt', () => {
  test('finds objects through keys and lists in order, without nulls', () => {
    const root = { a: [{ b: { n: 1 } }, null, { b: null }, { b: { n: 2 } }] };
    assert.deepEqual(objectsAt(root, ['a', '@', 'b']), [{ n: 1 }, { n: 2 }]);
    assert.deepEqual(objectsAt(root, ['a', '@', 'missing', '@']), []);
    assert.deepEqual(objectsAt(root, []), [root]);
  });

  test('follows once what stands in many places', () => {
    const shared = { c: { n: 1 } };
    const list = [shared, { c: { n: 2 } }];
    const root = { a: [{ b: list }, { b: list }, { b: [shared] }] };
    assert.deepEqual(objectsAt(root, ['a', '@', 'b', '@']), list);
    assert.deepEqual(objectsAt(root, ['a', '@', 'b', '@', 'c']), [{ n: 1 }, { n: 2 }]);
  });
});
