import { parseCircle, type Shape } from '@trekker/geo';

import { PLAIN_RULES, type PresenceRules } from '../src/domain/geofence/rules.ts';
import { createFenceSet, type FenceSet } from '../src/domain/presence/fence-set.ts';
import type { FenceVersion } from '../src/domain/presence/fence-version.ts';
import type { Fix } from '../src/domain/presence/fix.ts';
import { applyFix, UNKNOWN_TRACKER, type TrackerPresence } from '../src/domain/presence/tracker-presence.ts';
import type { VisitChange } from '../src/domain/presence/visit-change.ts';
import type { Visit } from '../src/domain/presence/visit.ts';

// A world of one dimension: geofences are circles around 0° N 0° E, a place is so many metres east of there.

const TRACKER = '01900000-0000-7000-8000-0000000000aa';
export const FENCE = '01900000-0000-7000-8000-0000000000ff';
const METERS_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;
export const MINUTE = 60_000;

/** A circle of so many metres around the origin. */
function circle(radiusMeters: number): Shape {
  const parsed = parseCircle({ latitude: 0, longitude: 0 }, radiusMeters);
  if (parsed.kind === 'invalid') throw new Error(parsed.problems[0]?.message);
  return parsed.shape;
}

/**
 * Versions of one geofence, in the order of their edits, written as `minute:meters` for a circle of so many metres that
 * holds from a minute on, rules behind it as `,name=value`; 0 metres is the end.
 */
export function versions(text: string, geofenceId = FENCE): FenceVersion[] {
  return text.split(/\s+/).map((one, index) => {
    const [place = '', ...rules] = one.split(',');
    const [from, radius] = place.split(':').map(Number);
    const number = index + 1;
    const version = { geofenceId, number, edit: number, validFrom: (from ?? 0) * MINUTE };
    if (!radius) return { ...version, kind: 'end' };
    return { ...version, kind: 'shaped', shape: circle(radius), rules: { ...PLAIN_RULES, ...rulesOf(rules) } };
  });
}

function rulesOf(all: readonly string[]): Partial<PresenceRules> {
  return Object.fromEntries(all.map((rule) => rule.split('=')).map(([name, value]) => [name, Number(value)]));
}

export function fenceSet(all: readonly FenceVersion[]): FenceSet {
  const set = createFenceSet();
  set.add(all);
  set.reached(Math.max(0, ...all.map(({ edit }) => edit)));
  return set;
}

/** A fix at a minute, so many metres east; `accuracy` in metres. */
export function fixAt(minute: number, meters: number, accuracy: number | null = null): Fix {
  const recordedAt = Math.round(minute * MINUTE);
  const key = { trackerId: TRACKER, recordedAt, dedupe: BigInt.asUintN(64, BigInt(Math.round(meters * 1_000))) };
  const place = { latitude: 0, longitude: meters / METERS_PER_DEGREE };
  return { key, recordedAt, ...place, accuracyMeters: accuracy, altitudeMeters: null, isOff: false };
}

/** Fixes written as `minute:meters` or `minute:meters~accuracy`, separated by blanks. */
export function fixes(text: string): Fix[] {
  return text.split(/\s+/).map((one) => {
    const [minute, place = ''] = one.split(':');
    const [meters, accuracy] = place.split('~');
    return fixAt(Number(minute), Number(meters), accuracy === undefined ? null : Number(accuracy));
  });
}

/** Applies fixes one after another. */
export function walk(
  set: FenceSet,
  track: readonly Fix[],
  from: TrackerPresence = UNKNOWN_TRACKER,
): { presence: TrackerPresence; changes: VisitChange[] } {
  const changes: VisitChange[] = [];
  let presence = from;
  for (const fix of track) {
    const stepped = applyFix(presence, { fix, until: presence.until }, set.knownAt(set.edit));
    presence = stepped.presence;
    changes.push(...stepped.changes);
  }
  return { presence, changes };
}

/** What is believed in the end: of each visit the last change, unless it was retracted. */
export function believed(changes: readonly VisitChange[]): Visit[] {
  const last = new Map(changes.map((change) => [change.visitId, change]));
  return [...last.values()].filter(({ retracted }) => !retracted).map(({ visit }) => visit);
}

/**
 * Visits as text: `from-to REASON`, minutes, stale phases in brackets. A plus is one millisecond more: whoever was heard
 * exactly so long ago still counts as seen.
 */
export function textOf(visits: readonly Visit[]): string {
  return visits
    .map(({ from, to, endReason, stale }) => {
      const silent = stale.map((phase) => ` [${minuteText(phase.from)}-${minuteText(phase.to)}]`).join('');
      return `${minuteText(from)}-${minuteText(to)}${endReason === 'FENCE_CHANGED' ? ' CHANGED' : ''}${silent}`;
    })
    .join(', ');
}

function minuteText(instant: number | null): string {
  if (instant === null) return '';
  return instant % MINUTE === 1 ? `${(instant - 1) / MINUTE}+` : String(instant / MINUTE);
}
