import assert from 'node:assert/strict';
import { test } from 'node:test';

import { planTelling, type Told, type Wanted } from './plan-telling.ts';

const ann = { channel: 'IN_APP', to: 'ann', userId: 'ann' } as const;
const mail = { channel: 'EMAIL', to: 'bob@example.org', userId: null } as const;

function wants(target: Wanted['target'], own: Partial<Wanted> = {}): Wanted {
  return { target, ruleId: 'rule', outcome: 'SENT', ...own };
}
function told(target: Told['target'], own: Partial<Told> = {}): Told {
  const said = { ruleId: 'rule', revision: 0, status: 'NEW', state: 'DELIVERED', attempts: 0 } as const;
  const now = { holds: false, mayHear: true };
  return { deliveryId: 'd0', target, ...said, ...now, ...own };
}
function said(wanted: Wanted[], before: Told[] = []): string[] {
  return planTelling(wanted, before).tellings.map(({ target, status, outcome }) => `${target.to} ${status} ${outcome}`);
}

test('a target of several rules is told once, and sent where one of them sends', () => {
  const both = [wants(ann, { outcome: 'LATE' }), wants(ann, { ruleId: 'other' })];
  assert.deepEqual(said(both), ['ann NEW SENT']);
  assert.equal(planTelling(both, []).tellings[0]?.ruleId, 'other');
  assert.deepEqual(said([wants(ann, { outcome: 'LATE' })]), ['ann NEW LATE']);
});

test('who was told hears of a correction, and that it was not so, whatever rules say by then', () => {
  assert.deepEqual(said([wants(ann)], [told(ann)]), ['ann REVISED SENT']);
  assert.deepEqual(said([wants(ann, { outcome: 'LATE' })], [told(ann)]), ['ann REVISED SENT']);
  const { tellings } = planTelling([], [told(ann)]);
  assert.deepEqual(tellings, [{ target: ann, ruleId: 'rule', status: 'RETRACTED', outcome: 'SENT', withdraws: 'd0' }]);
});

test('what was withdrawn is not withdrawn again, and is told as a correction when it was so after all', () => {
  const withdrawn = [told(ann), told(ann, { deliveryId: 'd1', revision: 1, status: 'RETRACTED' })];
  assert.deepEqual(said([], withdrawn), []);
  assert.deepEqual(said([wants(ann)], withdrawn), ['ann REVISED SENT']);
});

test('what is so still is corrected and not withdrawn, also when no rule wants it any more', () => {
  assert.deepEqual(said([], [told(ann, { holds: true })]), ['ann REVISED SENT']);
  assert.deepEqual(said([], [told(ann, { holds: true, mayHear: false })]), []);
  const withdrawn = told(ann, { deliveryId: 'd1', revision: 1, status: 'RETRACTED', holds: true });
  assert.deepEqual(said([], [told(ann, { holds: true }), withdrawn]), ['ann REVISED SENT']);
});

test('what is not so any more is withdrawn also from whoever may not hear what is', () => {
  assert.deepEqual(said([], [told(ann, { mayHear: false })]), ['ann RETRACTED SENT']);
});

test('what was only noted is not sent as a correction either', () => {
  assert.deepEqual(said([wants(ann, { outcome: 'LATE' })], [told(ann, { state: 'NOT_SENT' })]), []);
  assert.deepEqual(said([wants(ann)], [told(ann, { state: 'CANCELLED' })]), []);
  assert.deepEqual(said([], [told(ann, { state: 'NOT_SENT' })]), []);
});

test('what was held back is told as new once it is to be sent', () => {
  assert.deepEqual(said([wants(ann)], [told(ann, { state: 'NOT_SENT' })]), ['ann NEW SENT']);
});

test('what waits is replaced by what is believed now, and by nothing when it was not so', () => {
  const waiting = told(mail, { state: 'PENDING' });
  assert.deepEqual(planTelling([wants(mail)], [waiting]).superseded, ['d0']);
  assert.deepEqual(said([wants(mail)], [waiting]), ['bob@example.org NEW SENT']);
  assert.deepEqual(said([], [waiting]), []);
  assert.deepEqual(planTelling([], [waiting]).superseded, ['d0']);
});

test('what waits and is left out by now is not sent, what was heard is corrected all the same', () => {
  const leftOut = wants(mail, { outcome: 'LEFT_OUT' });
  assert.deepEqual(said([leftOut], [told(mail, { state: 'PENDING' })]), ['bob@example.org NEW LEFT_OUT']);
  assert.deepEqual(said([leftOut], [told(mail)]), ['bob@example.org REVISED SENT']);
  assert.deepEqual(said([leftOut, wants(mail)]), ['bob@example.org NEW SENT']);
});

test('what never arrived for sure counts as told once it was tried', () => {
  const tried = told(mail, { state: 'PENDING', attempts: 1 });
  assert.deepEqual(said([], [tried]), ['bob@example.org RETRACTED SENT']);
  assert.deepEqual(planTelling([], [tried]).superseded, ['d0']);
});

test('who hears of an event for the first time by a correction hears it as new', () => {
  assert.deepEqual(said([wants(ann), wants(mail)], [told(ann)]), ['ann REVISED SENT', 'bob@example.org NEW SENT']);
  assert.deepEqual(said([wants(mail)], [told(mail, { state: 'SUPERSEDED' })]), ['bob@example.org NEW SENT']);
});
