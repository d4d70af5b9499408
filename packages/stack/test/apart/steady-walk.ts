import { createApi } from '../../src/demo/api.ts';
import { installTrackers } from '../../src/replay/install-trackers.ts';
import { installZones } from '../../src/replay/install-zones.ts';
import { patientApi } from '../../src/demo/patient-api.ts';
import type { RecordedFix } from '../../src/replay/recorded-fix.ts';
import { sendFixes } from '../../src/replay/send-fixes.ts';
import type { Transition } from '../../src/replay/transition.ts';
import { crossedZones, numberedFixes } from '../crash/numbered-fixes.ts';
import type { ApartSite } from './apart-site.ts';

/** Trackers that walk in and out of zones and report, round after round, until they are told to stop. */
export interface SteadyWalk {
  /** Identifiers by the trackers' ids. */
  readonly trackers: ReadonlyMap<string, string>;
  /** Names by the geofences' ids. */
  readonly zones: ReadonlyMap<string, string>;
  /** How many fixes were acknowledged so far. */
  acknowledged(): number;
  /** Resolves with everything that was sent, every fix acknowledged, in the order in which it is numbered. */
  stop(): Promise<readonly RecordedFix[]>;
}

const TRACKERS = 12;
const MOST_ROUNDS = 20_000;
/** Between two rounds, so that the walk lasts longer than the disturbances. */
const PAUSE_MS = 50;

/** Makes trackers and zones and begins to walk. */
export async function startWalk(site: ApartSite, seed: number): Promise<SteadyWalk> {
  const from = Date.now() - 20 * 3_600_000;
  const fixes = numberedFixes({ trackers: TRACKERS, fixesEach: MOST_ROUNDS, from, seed });
  const api = patientApi(createApi(`${site.origin}/graphql`, site.client.token), 60_000);
  const identifiers = fixes.slice(0, TRACKERS).map(({ identifier }) => identifier);
  const trackers = await installTrackers(api, identifiers);
  const zones = await installZones(api, crossedZones(), { rules: 'plain' });
  const stopping = new AbortController();
  const sent: RecordedFix[] = [];

  async function walk(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && !stopping.signal.aborted; round += 1) {
      const next = fixes.slice(round * TRACKERS, (round + 1) * TRACKERS);
      await sendFixes({ fixes: next, door: () => new URL(`i/${site.door}/`, site.intake), connections: 4 });
      sent.push(...next);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  const walking = walk();
  walking.catch(() => {}); // whoever stops it hears of it
  return {
    trackers,
    zones: zones.names,
    acknowledged: () => sent.length,
    async stop() {
      stopping.abort();
      await walking;
      return sent;
    },
  };
}

/** Where everybody came into a zone and left it, worked out fix by fix: the zones are boxes and no fix lies on a border. */
export function expectedTransitions(fixes: readonly RecordedFix[]): Transition[] {
  const inside = new Set<string>();
  return fixes.flatMap(({ identifier, at, latitude, longitude }) =>
    crossedZones().flatMap(({ name: zone, boundary }): Transition[] => {
      const key = `${identifier}/${zone}`;
      const isInside = isWithin(boundary, { latitude, longitude });
      if (isInside === inside.has(key)) return [];
      if (isInside) inside.add(key);
      else inside.delete(key);
      return [{ identifier, zone, at, kind: isInside ? 'enter' : 'exit' }];
    }),
  );
}

function isWithin(boundary: unknown, { latitude, longitude }: { latitude: number; longitude: number }): boolean {
  const [ring = []] = (boundary as { coordinates: [number, number][][] }).coordinates;
  const [longitudes, latitudes] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return (
    Math.min(...longitudes) < longitude &&
    longitude < Math.max(...longitudes) &&
    Math.min(...latitudes) < latitude &&
    latitude < Math.max(...latitudes)
  );
}
