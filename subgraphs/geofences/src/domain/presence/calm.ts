import type { FenceAround, KnownFences } from './fence-set.ts';
import { endOf, type ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import type { Held } from './held.ts';
import { shortestMs } from './silence.ts';
import type { FenceStep } from './tracker-state.ts';

/**
 * A tracker is in just the geofences that contained its last fix, and nothing waits: what a fix in the same versions must
 * keep to so that it says so once more and changes nothing. That is nearly every fix of somebody who stays, or is nowhere.
 */
export interface Calm {
  /** The longest silence that means nothing. */
  readonly silenceMs: number;
  /** The largest accuracy radius with which a fix counts. */
  readonly accuracyMeters: number;
  readonly plausibleOnly: boolean;
  /** What such a fix leads to: every standing goes on. By id. */
  readonly steps: readonly FenceStep[];
  /** The geofences it was told by, and the versions. */
  readonly edition: object;
  readonly versions: readonly ShapedVersion[];
}

/**
 * What keeps a tracker calm; null where it is not calm, or where that cannot be told whatever the fix. Then fixes are
 * stepped through geofence by geofence, with the same result where there is nothing to change.
 * @param all what is stood to.
 * @param around the versions that contain the last fix.
 */
export function calmOf(
  all: readonly Stood[],
  around: readonly FenceAround[],
  { edition }: Pick<KnownFences, 'edition'>,
): Calm | null {
  if (around.length !== all.length) return null;
  if (!around.length) return NOWHERE;
  for (const one of all) if (!staysInside(one)) return null;
  for (const one of around) if (!isNamed(all, one)) return null;
  const [first] = around;
  return around.length === 1 && first ? calmAlone(first, edition) : calmBy(around, edition);
}

/** What keeps whoever is in one geofence alone calm: the same for all, by one edition. */
function calmAlone(around: FenceAround, edition: object): Calm | null {
  const known = calms.get(around.version);
  if (known?.edition === edition) return known;
  const calm = calmBy([around], edition);
  if (calm) calms.set(around.version, calm);
  return calm;
}

const calms = new WeakMap<ShapedVersion, Calm>();

function calmBy(around: readonly FenceAround[], edition: object): Calm | null {
  if (!around.every(isWhollyInside)) return null;
  const versions = around.map(({ version }) => version);
  return {
    silenceMs: Math.min(...versions.map(({ rules }) => shortestMs(rules))),
    accuracyMeters: Math.min(...versions.map(({ rules }) => rules.maxAccuracyMeters ?? Infinity)),
    plausibleOnly: versions.some(({ rules }) => rules.plausibleOnly),
    steps: versions.map(goesOn).toSorted((a, b) => (a.geofenceId < b.geofenceId ? -1 : 1)),
    edition,
    versions,
  };
}

/** Whether the versions around are still those that keep a tracker calm, and no others were met on the way. */
export function isCalmAmong(
  { edition, versions }: Calm,
  { around, met }: { around: readonly FenceAround[]; met: readonly ShapedVersion[] },
  fences: Pick<KnownFences, 'edition'>,
): boolean {
  if (around.length !== versions.length) return false;
  if (versions.length && edition !== fences.edition) return false;
  for (let index = 0; index < around.length; index += 1) if (around[index]?.version !== versions[index]) return false;
  for (const version of met) if (!versions.includes(version)) return false;
  return true;
}

/** Whether a fix in the same versions keeps a tracker calm. */
export function staysCalm(
  calm: Calm,
  { isOff, accuracyMeters }: Fix,
  { silentMs, isPlausible }: { silentMs: number; isPlausible: boolean },
): boolean {
  if (isOff || silentMs > calm.silenceMs || (calm.plausibleOnly && !isPlausible)) return false;
  return accuracyMeters === null || accuracyMeters <= calm.accuracyMeters;
}

/** Who stands to no geofence stays calm where there is none, whatever is known of others. */
const NOWHERE: Calm = {
  silenceMs: Infinity,
  accuracyMeters: Infinity,
  plausibleOnly: false,
  steps: [],
  edition: {},
  versions: [],
};

type Stood = Pick<Held, 'geofenceId' | 'standing'>;

function staysInside({ standing }: Stood): boolean {
  return standing?.phase === 'INSIDE' && standing.inside === null;
}

/** Whether a version is the one by which its geofence is stood to. */
function isNamed(all: readonly Stood[], { version }: FenceAround): boolean {
  for (const { geofenceId, standing } of all) {
    if (geofenceId === version.geofenceId) return standing?.version === version.number;
  }
  return false;
}

/** Whether every fix that a version contains is inside by its rules, at any hour and wherever in the shape. */
function isWhollyInside({ version, fence }: FenceAround): boolean {
  const { enterBufferMeters, loiterSeconds, activeHours, minAltitudeMeters, maxAltitudeMeters } = version.rules;
  if (enterBufferMeters !== 0 || loiterSeconds !== null || activeHours !== null) return false;
  return minAltitudeMeters === null && maxAltitudeMeters === null && endOf(fence) === null;
}

function goesOn({ geofenceId }: ShapedVersion): FenceStep {
  return { geofenceId, closed: null, crossed: null, goesOn: true };
}
