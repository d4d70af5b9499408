import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '../../live/notification-kinds.ts';
import { isFixed, isTold, readPreferenceForm } from './preference-form.ts';

const preferences = {
  leftOut: [{ kind: 'LEFT' as const, channels: ['EMAIL' as const] }],
  urgentKinds: ['MUSTER_STARTED' as const],
};

function formOf(unticked: readonly string[], others: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const channel of ['IN_APP', 'EMAIL', 'PUSH']) {
    for (const kind of KINDS) if (!unticked.includes(`${kind} ${channel}`)) form.append(channel, kind);
  }
  for (const [name, value] of Object.entries(others)) form.append(name, value);
  return form;
}

test('what is not ticked is left out, but for what always arrives', () => {
  const { leftOut } = readPreferenceForm(
    formOf(['ENTERED EMAIL', 'LEFT EMAIL', 'LEFT IN_APP', 'LOST PUSH', 'MUSTER_STARTED IN_APP']),
    preferences,
  );
  assert.deepEqual(leftOut, [
    { kind: 'ENTERED', channels: ['EMAIL'] },
    { kind: 'LEFT', channels: ['IN_APP', 'EMAIL'] },
    { kind: 'LOST', channels: ['PUSH'] },
  ]);
  assert.deepEqual(readPreferenceForm(formOf([]), preferences).leftOut, []);
});

test('quiet hours need both ends, and say of which zone they are', () => {
  const hours = { quietFrom: '22:00', quietTo: '06:00', timeZone: 'Europe/Oslo' };
  assert.deepEqual(readPreferenceForm(formOf([], hours), preferences).quietHours, {
    from: '22:00',
    to: '06:00',
    timeZone: 'Europe/Oslo',
  });
  assert.equal(readPreferenceForm(formOf([], { ...hours, quietTo: '' }), preferences).quietHours, null);
});

test('the form shows what holds', () => {
  assert.equal(isTold(preferences, 'LEFT', 'EMAIL'), false);
  assert.equal(isTold(preferences, 'LEFT', 'IN_APP'), true);
  assert.equal(isFixed(preferences, 'MUSTER_STARTED', 'IN_APP'), true);
  assert.equal(isFixed(preferences, 'MUSTER_STARTED', 'EMAIL'), false);
});
