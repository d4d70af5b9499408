import assert from 'node:assert/strict';
import { test } from 'node:test';

import { judge, type PlausibleFix } from '../judge.ts';
import type { RulesOn } from './effective-rules.ts';
import type { FilterRule } from './filter-rule.ts';
import { filterRefusal } from './one-fix.ts';

const NOW = Date.UTC(2026, 5, 1);

function on(rule: FilterRule, limit: number | null = null): RulesOn {
  const setting = { isOn: true, limit, attributes: null };
  return new Map([[rule, { rule, setting, scope: { kind: 'TENANT' }, setAt: 1 }]]);
}

/** What becomes of a fix under one rule; null when it passes. */
function refusal(rules: RulesOn, changes: Record<string, unknown>, transport = 'osmand'): string | null {
  const place = { identifier: 'x', recordedAt: NOW, latitude: 52.5, longitude: 13.4, attributes: {} };
  const fix = judge({ kind: 'fix', fix: { ...place, ...changes } }, NOW) as PlausibleFix;
  assert.equal(fix.kind, 'plausible');
  return filterRefusal(rules, { fix, transport, receivedAt: NOW });
}

const behind = (seconds: number) => ({ recordedAt: NOW - seconds * 1_000 });
const saying = (attributes: object) => ({ attributes });

test('refuses by each rule what lies beyond its limit and lets pass what lies at it', () => {
  const cases: [RulesOn, Record<string, unknown>, Record<string, unknown>, string, string?][] = [
    [on('INVALID'), saying({ valid: true }), saying({ valid: false }), 'valid must not be false, got false'],
    [
      on('ZERO'),
      { latitude: 0, longitude: 1e-7 },
      { latitude: 0, longitude: 0 },
      'latitude and longitude must not both be 0, got 0, 0',
    ],
    [on('OUTDATED'), saying({ outdated: false }), saying({ outdated: true }), 'outdated must not be true, got true'],
    [on('FUTURE', 10), behind(-10), behind(-10.5), 'time must lie at most 10 s ahead of ours, got 10.5 s'],
    [on('FUTURE', 0), behind(0), behind(-0.001), 'time must lie at most 0 s ahead of ours, got 0.001 s'],
    [on('PAST', 60), behind(60), behind(61), 'time must lie at most 60 s before it was received, got 61 s'],
    [
      on('ACCURACY', 50),
      { accuracyMeters: 50 },
      { accuracyMeters: 50.01 },
      'accuracy must be at most 50 m, got 50.01 m',
    ],
    [
      on('APPROXIMATE'),
      saying({ approximate: false, source: 'gps' }),
      saying({ source: 'Network' }),
      'source must not be a network, got "Network"',
    ],
    [on('APPROXIMATE'), {}, saying({ approximate: true }), 'approximate must not be true, got true'],
  ];
  for (const [rules, good, bad, message] of cases) {
    const [rule] = rules.keys();
    assert.equal(refusal(rules, good), null, `${rule} lets pass`);
    assert.equal(refusal(rules, bad), `${message} (rule ${rule} of the tenant)`);
    assert.equal(refusal(new Map(), bad), null, 'nothing is refused where no rule is on');
  }
});

test('lets pass a fix that does not say what a rule asks for', () => {
  for (const rules of [on('ACCURACY', 0), on('INVALID'), on('APPROXIMATE'), on('OUTDATED')]) {
    assert.equal(refusal(rules, {}), null);
  }
});

test('takes an answer to a ping for outdated where OwnTracks says so, and nobody else’s t', () => {
  const ping = saying({ t: 'p' });
  assert.match(refusal(on('OUTDATED'), ping, 'owntracks') ?? '', /^t must not be p/);
  assert.match(refusal(on('OUTDATED'), ping, 'mqtt') ?? '', /^t must not be p/);
  assert.equal(refusal(on('OUTDATED'), ping, 'osmand'), null);
  assert.equal(refusal(on('OUTDATED'), saying({ t: 'u' }), 'owntracks'), null);
});
