import { createFenceSet, type KnownFences } from '../../src/domain/presence/fence-set.ts';
import type { FenceVersion } from '../../src/domain/presence/fence-version.ts';
import type { Fix } from '../../src/domain/presence/fix.ts';
import type { OracleVersion } from './fence-history.ts';
import type { OracleFix } from './oracle-fix.ts';

const TRACKER = '01900000-0000-7000-8000-0000000000aa';

/** Fixes as the engine takes them, in the order in which they are given. */
export function engineFixes(fixes: readonly OracleFix[]): Fix[] {
  return fixes.map(({ recordedAt, dedupe, off, ...measured }) => ({
    key: { trackerId: TRACKER, recordedAt, dedupe },
    recordedAt,
    ...measured,
    isOff: off,
  }));
}

/** Versions as the engine knows them. */
export function engineFences(versions: readonly OracleVersion[]): KnownFences {
  const set = createFenceSet();
  set.add(versions.map(engineVersion));
  set.reached(versions.length);
  return set.knownAt(versions.length);
}

function engineVersion({ geofenceId, number, validFrom, shape, rules }: OracleVersion): FenceVersion {
  const version = { geofenceId, number, edit: number, validFrom };
  return shape ? { ...version, kind: 'shaped', shape, rules } : { ...version, kind: 'end' };
}
