import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, integer, nat, option, property, tuple } from 'fast-check';

import { endOf, holdsAt, type Interval } from '../person-visit.ts';
import { createStepFunction, firstDifference, intersectionOf, unionOf } from './step-function.ts';

const interval = tuple(integer({ min: 0, max: 30 }), option(integer({ min: 0, max: 12 }))).map(
  ([from, length]): Interval => ({ from, to: length === null ? null : from + length }),
);
const intervals = array(interval, { maxLength: 8 });
const INSTANTS = Array.from({ length: 60 }, (_, at) => at);
const covers = (list: readonly Interval[], at: number) => list.some((one) => holdsAt(one, at));

test('unites intervals into disjoint ones that cover the same instants', () => {
  check(
    property(intervals, (list) => {
      const union = unionOf(list);
      for (const at of INSTANTS) assert.equal(covers(union, at), covers(list, at));
      for (const [index, one] of union.entries()) assert.ok(one.from > endOf(union[index - 1] ?? { from: -1, to: -1 }));
    }),
  );
});

test('intersects lists of intervals, and finds the first instant at which two differ', () => {
  check(
    property(intervals, intervals, (first, second) => {
      const [a, b] = [unionOf(first), unionOf(second)];
      const both = intersectionOf(a, b);
      for (const at of INSTANTS) assert.equal(covers(both, at), covers(a, at) && covers(b, at));
      const found = INSTANTS.find((at) => covers(a, at) !== covers(b, at));
      assert.equal(firstDifference(a, b), found ?? null);
    }),
  );
});

test('counts at each instant what was added and not taken away', () => {
  check(
    property(array(intervals, { maxLength: 5 }), nat(4), nat(40), (lists, gone, start) => {
      const united = lists.map(unionOf);
      const steps = createStepFunction();
      for (const list of united) steps.add(list, 1);
      const left = united.filter((_, index) => index !== gone);
      const taken = united[gone];
      if (taken) steps.add(taken, -1);
      const found = steps.from(start);
      assert.equal(found[0]?.at, start);
      for (const at of INSTANTS.filter((instant) => instant >= start)) {
        const expected = left.filter((list) => covers(list, at)).length;
        assert.equal(found.findLast((step) => step.at <= at)?.count, expected);
      }
    }),
  );
});
