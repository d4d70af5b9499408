import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSettled, isUnfinished, nextStep, stepStates, type Found, type StepName } from './start-steps.ts';

const NOTHING: Found = { site: { places: 0, zones: 0 }, people: 0, trackers: { count: 0, heard: false } };
const ALL: Found = { site: { places: 1, zones: 2 }, people: 3, trackers: { count: 1, heard: true } };
const NONE: ReadonlySet<StepName> = new Set();

test('how far a step is follows from what there is', () => {
  assert.deepEqual(stepStates(NOTHING), { site: 'todo', people: 'todo', phone: 'todo' });
  assert.deepEqual(stepStates(ALL), { site: 'done', people: 'done', phone: 'done' });
  assert.equal(stepStates({ ...NOTHING, site: { places: 1, zones: 0 } }).site, 'begun');
  assert.equal(stepStates({ ...NOTHING, site: { places: 0, zones: 1 } }).site, 'begun');
  assert.equal(stepStates({ ...NOTHING, trackers: { count: 2, heard: false } }).phone, 'begun');
});

test('steps may be done in any order, and the first that is left comes next', () => {
  assert.equal(nextStep(stepStates(NOTHING), NONE), 'site');
  assert.equal(nextStep(stepStates({ ...NOTHING, people: 4 }), NONE), 'site');
  assert.equal(nextStep(stepStates({ ...ALL, trackers: { count: 1, heard: false } }), NONE), 'phone');
  assert.equal(nextStep(stepStates(NOTHING), new Set(['site', 'people'] as const)), 'phone');
  assert.equal(nextStep(stepStates(ALL), NONE), null);
});

test('who skips what is left has settled it, and what is not known is neither settled nor asked for', () => {
  const skipped = new Set(['people', 'phone'] as const);
  const siteOnly = stepStates({ ...NOTHING, site: { places: 1, zones: 1 } });
  assert.equal(isSettled(siteOnly, NONE), false);
  assert.equal(isSettled(siteOnly, skipped), true);
  assert.equal(isUnfinished(siteOnly, NONE), true);
  assert.equal(isUnfinished(siteOnly, skipped), false);
  const silent = stepStates({ ...NOTHING, people: null });
  assert.equal(isUnfinished(silent, NONE), false);
  assert.equal(isSettled({ ...siteOnly, people: 'unknown' }, skipped), false);
});
