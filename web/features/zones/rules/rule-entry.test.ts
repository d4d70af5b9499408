import assert from 'node:assert/strict';
import { test } from 'node:test';

import { durationOf, entryOf, firstEntry, keptEntry, readRules, unitsOf, valueOf } from './rule-entry.ts';
import { RULES, type Rule, type RuleName, type Rules } from './rule-list.ts';

const USUAL: Rules = {
  enterBufferMeters: 0,
  exitBufferMeters: 0,
  exitAccuracyWeight: 1,
  maxAccuracyMeters: 50,
  plausibleOnly: true,
  minAltitudeMeters: null,
  maxAltitudeMeters: null,
  enterConfirmFixes: 2,
  enterConfirmSeconds: null,
  exitConfirmFixes: 2,
  exitConfirmSeconds: 300,
  dwellSeconds: null,
  loiterSeconds: null,
  loiterRadiusMeters: 25,
  crossingSeconds: null,
  probableAfterSeconds: 300,
  staleAfterSeconds: 900,
  endAfterSeconds: 14_400,
  endsWhenOff: true,
};

function rule(name: RuleName): Rule {
  const found = RULES.find((one) => one.name === name);
  assert.ok(found);
  return found;
}

function form(entered: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, text] of Object.entries(entered)) data.set(name, text);
  return data;
}

/** A form as it is opened and sent without a change. */
function untouched(before: Rules | null, usual: Rules | null): FormData {
  const entries = RULES.flatMap((one) => {
    const { amount, unit } = firstEntry(one, { before, usual });
    return [[one.name, amount], ...(unitsOf(one).length ? [[`${one.name}.unit`, unit]] : [])];
  });
  return form(Object.fromEntries(entries));
}

test('every rule of the API but its hours has a field', () => {
  assert.deepEqual(RULES.map(({ name }) => name).toSorted(), Object.keys(USUAL).toSorted());
});

test('a time is said in the longest unit in which it is whole', () => {
  assert.deepEqual(durationOf(14_400), { amount: '4', unit: 'HOURS' });
  assert.deepEqual(durationOf(5_400), { amount: '90', unit: 'MINUTES' });
  assert.deepEqual(durationOf(75), { amount: '75', unit: 'SECONDS' });
});

test('what is entered is what was meant, in any unit', () => {
  assert.equal(valueOf(rule('dwellSeconds'), { amount: '1.5', unit: 'MINUTES' }), 90);
  assert.equal(valueOf(rule('dwellSeconds'), { amount: '2', unit: 'HOURS' }), 7_200);
  assert.equal(valueOf(rule('dwellSeconds'), { amount: '30', unit: 'NONE' }), null);
  assert.equal(valueOf(rule('dwellSeconds'), { amount: ' ', unit: 'MINUTES' }), undefined);
  assert.equal(valueOf(rule('minAltitudeMeters'), { amount: '-3.5', unit: 'METERS' }), -3.5);
  assert.equal(valueOf(rule('plausibleOnly'), { amount: 'false', unit: 'METERS' }), false);
  for (const one of RULES) assert.equal(valueOf(one, entryOf(one, USUAL[one.name])), USUAL[one.name], one.name);
});

test('a form nobody touched changes nothing, whatever the zone has', () => {
  const own = { ...USUAL, dwellSeconds: 600, maxAccuracyMeters: null, endsWhenOff: false, exitBufferMeters: 7.5 };
  for (const before of [null, USUAL, own])
    for (const usual of [USUAL, null]) {
      assert.equal(readRules(untouched(before, usual), { before, usual }), undefined);
    }
});

test('only what differs from what is usual is filled in', () => {
  const before = { ...USUAL, dwellSeconds: 600, maxAccuracyMeters: null };
  const filled = RULES.filter((one) => firstEntry(one, { before, usual: USUAL }).amount !== '').map(({ name }) => name);
  assert.deepEqual(filled, ['dwellSeconds']);
  assert.equal(firstEntry(rule('maxAccuracyMeters'), { before, usual: USUAL }).unit, 'NONE');
});

test('a new zone is sent what is filled in, and nothing else', () => {
  const data = form({
    enterConfirmFixes: '3',
    dwellSeconds: '20',
    'dwellSeconds.unit': 'MINUTES',
    exitConfirmFixes: '',
  });
  assert.deepEqual(readRules(data, { before: null, usual: USUAL }), { enterConfirmFixes: 3, dwellSeconds: 1_200 });
});

test('what is emptied goes back to what is usual', () => {
  const before = { ...USUAL, dwellSeconds: 600, exitConfirmFixes: 9 };
  const data = form({ dwellSeconds: '', 'dwellSeconds.unit': 'MINUTES', exitConfirmFixes: '' });
  assert.deepEqual(readRules(data, { before, usual: USUAL }), { dwellSeconds: null, exitConfirmFixes: 2 });
  assert.equal(readRules(data, { before, usual: null }), undefined);
});

test('a rule without a field stays as it is', () => {
  const before = { ...USUAL, dwellSeconds: 600 };
  assert.equal(readRules(form({}), { before, usual: USUAL }), undefined);
});

test('a form that somebody goes on with shows what stood in it, without a limit as well', () => {
  const kept = { dwellSeconds: '3', 'dwellSeconds.unit': 'HOURS', 'loiterSeconds.unit': 'NONE', enterConfirmFixes: '' };
  assert.deepEqual(keptEntry(rule('dwellSeconds'), kept), { amount: '3', unit: 'HOURS' });
  assert.deepEqual(keptEntry(rule('loiterSeconds'), kept), { amount: '', unit: 'NONE' });
  assert.equal(keptEntry(rule('enterConfirmFixes'), kept)?.amount, '');
  assert.equal(keptEntry(rule('exitConfirmFixes'), kept), null);
  assert.equal(keptEntry(rule('dwellSeconds'), null), null);
});
