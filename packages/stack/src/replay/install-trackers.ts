import type { Api } from '../demo/api.ts';
import { refusal, type Refused } from './refusal.ts';

/** Since when trackers are carried and zones hold: before any recording. */
export const SINCE = '2000-01-01T00:00:00.000Z';

/** How many requests are under way at once. */
const AT_ONCE = 8;

/**
 * Makes sure that everybody who reports is a person with one tracker, carried since {@link SINCE}. Trackers that exist
 * are taken as they are. Returns the identifiers by the trackers' ids.
 */
export async function installTrackers(api: Api, identifiers: readonly string[]): Promise<Map<string, string>> {
  const wanted = new Set(identifiers);
  const known = await knownTrackers(api, wanted);
  const waiting = [...wanted.difference(new Set(known.values()))];
  const work = async () => {
    for (let identifier = waiting.shift(); identifier !== undefined; identifier = waiting.shift())
      known.set(await addTracker(api, identifier), identifier);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return known;
}

async function knownTrackers(api: Api, wanted: ReadonlySet<string>): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let after: string | null = null, more = true; more;) {
    const { trackers }: TrackersData = await api.run<TrackersData>(TRACKERS, { after });
    for (const { id, identifiers } of trackers.nodes) {
      const identifier = identifiers.find((one) => wanted.has(one));
      if (identifier !== undefined) known.set(id, identifier);
    }
    ({ endCursor: after, hasNextPage: more } = trackers.pageInfo);
  }
  return known;
}

async function addTracker(api: Api, identifier: string): Promise<string> {
  const person = await api.run<{ createPerson: { person: { id: string } | null } & Refused }>(CREATE_PERSON, {
    input: { name: identifier },
  });
  if (!person.createPerson.person) throw refusal(`person ${identifier}`, person.createPerson);
  const added = await api.run<{ addTracker: { tracker: { id: string } | null } & Refused }>(ADD_TRACKER, {
    input: { name: identifier, identifier },
  });
  if (!added.addTracker.tracker) throw refusal(`tracker ${identifier}`, added.addTracker);
  const trackerId = added.addTracker.tracker.id;
  const assigned = await api.run<{ assignTracker: { assignment: { id: string } | null } & Refused }>(ASSIGN_TRACKER, {
    input: { trackerId, personId: person.createPerson.person.id, from: SINCE },
  });
  if (!assigned.assignTracker.assignment) throw refusal(`assignment of ${identifier}`, assigned.assignTracker);
  return trackerId;
}

const TRACKERS = `query ReplayTrackers($after: String) {
  trackers(first: 500, after: $after) { nodes { id identifiers } pageInfo { hasNextPage endCursor } }
}`;
const CREATE_PERSON = `mutation ReplayPerson($input: CreatePersonInput!) {
  createPerson(input: $input) { person { id } userErrors { code message } }
}`;
const ADD_TRACKER = `mutation ReplayTracker($input: AddTrackerInput!) {
  addTracker(input: $input) { tracker { id } userErrors { code message } }
}`;
const ASSIGN_TRACKER = `mutation ReplayAssignment($input: AssignTrackerInput!) {
  assignTracker(input: $input) { assignment { id } userErrors { code message } }
}`;

interface TrackersData {
  readonly trackers: {
    readonly nodes: readonly { readonly id: string; readonly identifiers: readonly string[] }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
