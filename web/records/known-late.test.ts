import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isKnownLate, type VisitTimes } from './known-late.ts';

suite('a visit is known late', () => {
  test('when it is believed only long after its end', () => {
    assert.equal(isKnownLate(visit({ to: at('09:00'), knownAt: at('09:03') })), false);
    assert.equal(isKnownLate(visit({ to: at('09:00'), knownAt: at('11:00') })), true);
  });

  test('but not for silence that went on before anybody could know of it', () => {
    const stalePhases = [{ from: at('10:50'), to: null }];
    assert.equal(isKnownLate(visit({ stalePhases, knownAt: at('10:51') })), false);
    const ended = visit({ to: at('09:00'), endReason: 'STALE', knownAt: at('13:00') });
    assert.equal(isKnownLate({ ...ended, lostPhase: { from: at('09:00'), to: null } }), false);
  });
});

function visit(times: Partial<VisitTimes>): VisitTimes {
  return {
    from: at('08:00'),
    to: null,
    endReason: null,
    probablePhases: [],
    stalePhases: [],
    lostPhase: null,
    knownAt: at('08:00'),
    ...times,
  };
}

function at(time: string): string {
  return `2026-11-20T${time}:00.000Z`;
}
