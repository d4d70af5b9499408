import type { Api } from '../demo/api.ts';
import { SINCE } from './install-trackers.ts';
import { PLAIN_RULES } from './plain-rules.ts';
import type { RecordedZone } from './read-zones.ts';
import { reasons, type Refused } from './refusal.ts';

/** `plain`: the first fix inside enters, the first outside leaves. `default`: the defaults of a work zone. */
export type Rules = 'plain' | 'default';

/** What became of the zones. */
export interface InstalledZones {
  /** Names by the geofences' ids. */
  readonly names: ReadonlyMap<string, string>;
  /** What the product refused, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Makes sure that every zone is a geofence of its name that holds since {@link SINCE}. Geofences that exist are taken as
 * they are: they are those of an earlier replay, or the names are badly chosen.
 *
 * @param staleAfterSeconds silence after which somebody inside counts as stale; without effect on the default rules.
 */
export async function installZones(
  api: Api,
  zones: readonly RecordedZone[],
  { rules, staleAfterSeconds = null }: { rules: Rules; staleAfterSeconds?: number | null },
): Promise<InstalledZones> {
  const known = await knownZones(api);
  const names = new Map<string, string>();
  const refused: { name: string; reason: string }[] = [];
  for (const { name, boundary } of zones) {
    const knownId = known.get(name);
    if (knownId !== undefined) names.set(knownId, name);
    if (knownId !== undefined) continue;
    const input = {
      name,
      kind: 'WORK_ZONE',
      boundary,
      validFrom: SINCE,
      ...(rules === 'plain' ? { rules: { ...PLAIN_RULES, staleAfterSeconds } } : {}),
    };
    const { createGeofence: created } = await api.run<CreatedData>(CREATE_GEOFENCE, { input });
    if (created.geofence) names.set(created.geofence.id, name);
    else refused.push({ name, reason: reasons(created) });
  }
  return { names, refused };
}

async function knownZones(api: Api): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let after: string | null = null, more = true; more;) {
    const { geofences }: GeofencesData = await api.run<GeofencesData>(GEOFENCES, { after });
    for (const { id, name } of geofences.nodes) known.set(name, id);
    ({ endCursor: after, hasNextPage: more } = geofences.pageInfo);
  }
  return known;
}

const GEOFENCES = `query ReplayGeofences($after: String) {
  geofences(first: 500, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}`;
const CREATE_GEOFENCE = `mutation ReplayGeofence($input: CreateGeofenceInput!) {
  createGeofence(input: $input) { geofence { id } userErrors { code message } }
}`;

interface CreatedData {
  readonly createGeofence: { readonly geofence: { readonly id: string } | null } & Refused;
}

interface GeofencesData {
  readonly geofences: {
    readonly nodes: readonly { readonly id: string; readonly name: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
