import { parseCircle, parseShape, type ParsedShape, type Shape } from '@trekker/geo';

import { PLAIN_RULES, type PresenceRules } from '../../src/domain/geofence/rules.ts';
import type { OracleVersion } from './fence-history.ts';
import type { OracleFix } from './oracle-fix.ts';
import { oracleVisits } from './oracle-visits.ts';
import type { OraclePhase, OracleVisit } from './visit-of.ts';

// A world of one dimension on the equator: a place is so many metres east of 0°, geofences reach as far to both sides.

const METERS_PER_DEGREE = (Math.PI / 180) * 6_371_008.8;
export const SECOND = 1_000;
/** Monday, 2 March 2026, midnight in UTC. */
export const T = Date.UTC(2026, 2, 2);
/** Long after everything. */
export const LATER = T + 90 * 86_400_000;

/**
 * Fixes written as `second:meters`, behind it `~accuracy`, `^altitude` and `!` where the device says that it is switched
 * off; separated by blanks.
 */
export function track(text: string): OracleFix[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => {
      const [, second, meters, accuracy, altitude, off] =
        /^(-?[\d.]+):(-?[\d.]+)(?:~([\d.]+))?(?:\^(-?[\d.]+))?(!?)$/.exec(one) ?? [];
      if (meters === undefined) throw new Error(`${one} is no fix`);
      return {
        recordedAt: T + Math.round(Number(second) * SECOND),
        dedupe: BigInt(Math.round(Number(meters) * 1_000) + 1_000_000_000),
        latitude: 0,
        longitude: Number(meters) / METERS_PER_DEGREE,
        accuracyMeters: accuracy === undefined ? null : Number(accuracy),
        altitudeMeters: altitude === undefined ? null : Number(altitude),
        off: off === '!',
      };
    });
}

/** A version of the world's geofence: from a second on, so many metres to both sides; 0 is its end. */
export function version(
  number: number,
  from: number,
  meters: number,
  rules: Partial<PresenceRules> = {},
): OracleVersion {
  return {
    geofenceId: 'fence',
    number,
    validFrom: T + from * SECOND,
    shape: meters === 0 ? null : disc(meters),
    rules: { ...PLAIN_RULES, ...rules },
  };
}

/** A geofence of 100 m that was always there. */
export function fence(rules: Partial<PresenceRules> = {}): OracleVersion[] {
  return [version(1, -10_000_000, 100, rules)];
}

/** The visits of a track as text: `from-to REASON`, seconds, then what else there is to tell; a plus is a millisecond. */
export function visited(text: string, versions: readonly OracleVersion[], until = LATER): string {
  return oracleVisits({ fixes: track(text), versions, until })
    .map(textOf)
    .join(', ');
}

function textOf({ from, to, endReason, probable, stale, loitering, dwelledAt, lost }: OracleVisit): string {
  const phases = Object.entries({ probable, stale, loitering, lost: lost ? [lost] : [] }).flatMap(([name, all]) =>
    all.length ? [`${name} ${all.map(phaseText).join(' ')}`] : [],
  );
  const dwelled = dwelledAt === null ? [] : [`dwelled ${secondText(dwelledAt)}`];
  return [phaseText({ from, to }), ...(endReason ? [endReason] : []), ...phases, ...dwelled].join(' ');
}

function phaseText({ from, to }: OraclePhase): string {
  return `${secondText(from)}-${to === null ? '' : secondText(to)}`;
}

function secondText(instant: number): string {
  const ms = instant - T;
  return ms % SECOND === 1 ? `${(ms - 1) / SECOND}+` : String(ms / SECOND);
}

function disc(meters: number): Shape {
  return known(parseCircle({ latitude: 0, longitude: 0 }, meters));
}

/** A box between two places, a kilometre to the north and to the south. */
export function box(west: number, east: number): Shape {
  const [w, e] = [west / METERS_PER_DEGREE, east / METERS_PER_DEGREE];
  const [s, n] = [-0.01, 0.01];
  const coordinates = [[w, s], [e, s], [e, n], [w, n], [w, s]]; // prettier-ignore
  return known(parseShape({ type: 'Polygon', coordinates: [coordinates] }));
}

function known(parsed: ParsedShape): Shape {
  if (parsed.kind === 'invalid') throw new Error(parsed.problems[0]?.message);
  return parsed.shape;
}
