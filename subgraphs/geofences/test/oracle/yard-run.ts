import { quantiseFix, type PositionRecord } from '@trekker/geo';
import { uuidv7, type Viewer } from '@trekker/kit';

import { parse, type InferOutput } from 'valibot';

import { personVisitChanged, visitChanged } from '../../src/events.ts';
import type { TestGeofences } from '../geofences.ts';
import { arriving, blocksOf, type Arrival } from './arrivals.ts';
import { contentOf } from './content.ts';
import type { OracleFix } from './oracle-fix.ts';
import type { DrawnVersion } from './scenarios.ts';
import { OUTLINES } from './yard.ts';

/** A tracker that is carried by people, one after another. */
export interface Carrying {
  /** Names of persons, null for nobody; from one hand-over to the next. */
  readonly bearers: readonly (string | null)[];
  /** Unix milliseconds of the hand-overs, ascending: one more than bearers. */
  readonly handOvers: readonly number[];
  readonly priority: number;
}

/** What happens, and how it comes to be known. */
export interface YardStory {
  /** Fixes of each tracker. */
  readonly tracks: readonly (readonly OracleFix[])[];
  readonly carried: readonly Carrying[];
  /** Versions of each geofence in the order of edits, none behind an end. */
  readonly fences: readonly (readonly DrawnVersion[])[];
  readonly arrival: Arrival;
  /** At which share of all fixes each edit, and each hand-over, comes to be known; used again and again. */
  readonly places: readonly number[];
  /** Whether what came is derived from before the next comes; used again and again. */
  readonly pauses: readonly boolean[];
}

/**
 * Lets a story come to be known to a tenant of a running service; gives back what is believed by now, when asked.
 * @param paused is called where the story pauses and all of it so far was derived from.
 * @param about says what else is to be said of a geofence, by its name, when it is made.
 */
export async function tellYard(
  site: TestGeofences,
  story: YardStory,
  paused: (viewer: Viewer) => Promise<void> = async () => {},
  about: (viewer: Viewer, name: string) => Promise<object> = async () => ({}),
) {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackers = story.tracks.map(() => uuidv7());
  const names = new Map<string, string>(trackers.map((id, index) => [id, `t${index}`]));
  const persons = new Map<string, string>();
  const { arrival, places, pauses } = story;

  const all = story.tracks.flatMap((track, index) => track.map((fix) => ({ fix, trackerId: trackers[index] ?? '' })));
  const fixes = arriving(
    all.toSorted((a, b) => a.fix.recordedAt - b.fix.recordedAt),
    arrival,
  );
  const sends = blocksOf(fixes, arrival.together).map((block, index) => ({
    at: (index * arrival.together) / fixes.length,
    happens: () =>
      site.send(
        tenantId,
        block.map(({ fix, trackerId }) => recordOf(trackerId, fix)),
      ),
  }));
  const told = [...editsOf(), ...handOversOf()];
  for (const [index, { happens }] of [...told, ...sends].toSorted((a, b) => a.at - b.at).entries()) {
    await happens();
    if (!pauses[index % pauses.length]) continue;
    await site.caughtUp();
    await paused(viewer);
  }
  return { viewer, nameOf, visits, personVisits, people: () => [...persons] };

  /** Edits keep their order; nothing else does. */
  function editsOf() {
    return story.fences.flatMap((versions, fence) => {
      let [at, geofenceId] = [0, ''];
      return versions.map((version, index) => {
        at = Math.max(at, places[(fence * 5 + index) % places.length] ?? 0);
        return {
          at,
          happens: async () => {
            const more = version.number === 1 ? await about(viewer, version.geofenceId) : {};
            geofenceId = await applyVersion(site, viewer, { geofenceId, version, more });
            names.set(geofenceId, version.geofenceId);
          },
        };
      });
    });
  }

  function handOversOf() {
    return story.carried.flatMap(({ bearers, handOvers, priority }, tracker) =>
      bearers.flatMap((bearer, index) => {
        const personId = bearer && personOf(bearer);
        const [from = 0, to = null] = handOvers.slice(index, index + 2);
        if (!personId) return [];
        const assignmentId = uuidv7();
        const assignment = { assignmentId, trackerId: trackers[tracker], personId, assetId: null, from, priority };
        const tell = (type: string, end: number | null) => site.tell(tenantId, type, { ...assignment, to: end });
        const at = places[(tracker * 3 + index) % places.length] ?? 0;
        return [
          { at, happens: () => tell('assignment-started', null) },
          { at: (at + 1) / 2, happens: () => tell('assignment-ended', to) },
        ];
      }),
    );
  }

  function personOf(bearer: string): string {
    const known = [...persons].find(([, name]) => name === bearer)?.[0];
    const personId = known ?? uuidv7();
    persons.set(personId, bearer);
    return personId;
  }

  /** What is believed of visits, as the topic tells it. */
  async function visits(): Promise<string[]> {
    const idOf = ({ visitId }: { visitId: string }) => visitId;
    const believed = await lastOf(site, tenantId, { topic: 'visits', event: visitChanged, idOf });
    return contentOf(
      believed.map((visit) => ({ ...visit, geofenceId: `${nameOf(visit.trackerId)} ${nameOf(visit.geofenceId)}` })),
    );
  }

  /** The same of people. */
  async function personVisits(): Promise<string[]> {
    const idOf = ({ personVisitId }: { personVisitId: string }) => personVisitId;
    const believed = await lastOf(site, tenantId, { topic: 'person-visits', event: personVisitChanged, idOf });
    return contentOf(
      believed.map(({ personId, trackerId, geofenceId, ...visit }) => ({
        ...visit,
        geofenceId: `${nameOf(personId)} ${nameOf(trackerId)} ${nameOf(geofenceId)}`,
      })),
    );
  }

  /** What the story calls a geofence, tracker or person. */
  function nameOf(id: string): string {
    return names.get(id) ?? persons.get(id) ?? id;
  }
}

/** The last belief about each visit that is still held. */
async function lastOf<S extends typeof visitChanged | typeof personVisitChanged>(
  site: TestGeofences,
  tenantId: string,
  { topic, event, idOf }: { topic: string; event: S; idOf: (told: InferOutput<S['schema']>) => string },
): Promise<InferOutput<S['schema']>[]> {
  const entries = await site.published(tenantId, topic);
  const told = entries.filter(({ type }) => type === event.type).map(({ payload }) => parse(event.schema, payload));
  return [...new Map(told.map((visit) => [idOf(visit), visit])).values()].filter(({ retracted }) => !retracted);
}

async function applyVersion(
  site: TestGeofences,
  viewer: Viewer,
  { geofenceId, version, more }: { geofenceId: string; version: DrawnVersion; more: object },
): Promise<string> {
  const validFrom = new Date(version.validFrom).toISOString();
  if (version.number === 1)
    return site.fence(viewer, { ...outlineOf(version), kind: 'WORK_ZONE', rules: version.rules, validFrom, ...more });
  const change = { geofenceId, validFrom, reason: 'a mistake' };
  const isEnd = version.place === null;
  const input = isEnd ? change : { ...change, ...outlineOf(version), rules: version.rules };
  const field = isEnd ? 'archiveGeofence' : 'updateGeofence';
  const { userErrors } = await site.change(viewer, field, 'geofence { id }', input);
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return geofenceId;
}

function outlineOf({ place }: DrawnVersion): object {
  if (place === null) return {};
  const outline = OUTLINES[place];
  if (!('circle' in outline)) return outline;
  const { center, radiusMeters } = outline.circle;
  return { circle: { ...center, radiusMeters } };
}

function recordOf(trackerId: string, { recordedAt, dedupe, off, ...fix }: OracleFix): PositionRecord {
  const unmeasured = { speedMetersPerSecond: null, headingDegrees: null };
  return { trackerId, recordedAt, dedupe, ...quantiseFix({ ...fix, ...unmeasured, eventKind: off ? 1 : 0 }) };
}
