import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Question } from '../domain/question.ts';
import { createLoaders } from './loaders.ts';

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const none = { present: 0, probable: 0, stale: 0, unknown: 0, people: [] };
const nothing = {
  limits: async () => [],
  limitsById: async () => [],
  limitEventsById: async () => [],
  marks: async () => [],
  resets: async () => [],
  revocations: async () => [],
};

test('asks for many zones, places and instants at once, and for each only once', async () => {
  const asked: (readonly Question[])[] = [];
  const loaders = createLoaders({
    ...nothing,
    headcounts: async (questions) => {
      asked.push(questions);
      return questions.map((question) => ({ ...none, question }));
    },
    knownZones: async () => new Set(),
    knownPlaces: async () => new Set(),
  });
  const zones = [1, 2, 3].map((n): Question => ({ kind: 'zone', id: id(n), at: 10, knownAt: null }));
  const place: Question = { kind: 'place', id: id(1), at: 10, knownAt: null };
  const everywhere: Question = { kind: 'everywhere', at: 10, knownAt: null };
  const others = [{ ...place, at: 11 }, { ...place, knownAt: 10 }, everywhere];
  const questions = [...zones, place, ...others, { ...place }];
  await Promise.all(questions.map((question) => loaders.headcount.load(question)));
  assert.deepEqual(asked, [questions.slice(0, -1)]);
});

test('knows zones and places by their own lists, and asks nothing about what can be no id', async () => {
  const asked: string[] = [];
  const known = (kind: string) => async (ids: readonly string[]) => {
    asked.push(...ids.map((one) => `${kind} ${one}`));
    return new Set([kind === 'zone' ? id(1) : id(2)]);
  };
  const loaders = createLoaders({
    ...nothing,
    headcounts: async (questions) => questions.map((question) => ({ ...none, question })),
    knownZones: known('zone'),
    knownPlaces: known('place'),
  });
  const found = [
    await loaders.zone.loadMany([id(1), id(2), "' or true"]),
    await loaders.place.loadMany([id(2), id(1)]),
  ];
  assert.deepEqual(found, [
    [{ id: id(1) }, null, null],
    [{ id: id(2) }, null],
  ]);
  assert.deepEqual(asked, [`zone ${id(1)}`, `zone ${id(2)}`, `place ${id(2)}`, `place ${id(1)}`]);
});
