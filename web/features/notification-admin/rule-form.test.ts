import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacksQuietEnd, readRuleForm } from './rule-form.ts';

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test('a form says what a rule is about, whom it tells and when', () => {
  const form = formOf([
    ['name', ' Gate '],
    ['kinds', 'LEFT'],
    ['kinds', 'ENTERED'],
    ['kinds', 'NONSENSE'],
    ['geofenceIds', 'a'],
    ['geofenceIds', 'b'],
    ['lateAfterMinutes', '30'],
    ['throttleMinutes', '5'],
    ['quietFrom', '22:00'],
    ['quietTo', '06:00'],
    ['inAppUserIds', 'u'],
    ['emailAddresses', 'a@example.org, b@example.org\nc@example.org;'],
  ]);
  assert.deepEqual(readRuleForm(form), {
    name: 'Gate',
    kinds: ['ENTERED', 'LEFT'],
    geofenceIds: ['a', 'b'],
    placeIds: [],
    lateAfterMinutes: 30,
    throttleSeconds: 300,
    quietHours: { from: '22:00', to: '06:00' },
    inAppUserIds: ['u'],
    emailUserIds: [],
    emailAddresses: ['a@example.org', 'b@example.org', 'c@example.org'],
    endpointIds: [],
  });
});

test('what is left empty holds nothing back', () => {
  const { throttleSeconds, quietHours } = readRuleForm(
    formOf([
      ['throttleMinutes', ''],
      ['quietFrom', '22:00'],
      ['quietTo', ''],
    ]),
  );
  assert.deepEqual([throttleSeconds, quietHours], [null, null]);
});

test('quiet hours have both ends or none', () => {
  const lacks = (from: string, to: string) =>
    lacksQuietEnd(
      formOf([
        ['quietFrom', from],
        ['quietTo', to],
      ]),
    );
  assert.deepEqual([lacks('22:00', ''), lacks('', '06:00')], [true, true]);
  assert.deepEqual([lacks('22:00', '06:00'), lacks('', '')], [false, false]);
});
