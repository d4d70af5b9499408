import type { Api } from '../../src/demo/api.ts';

/** What an installation says that follows from visits: who was where at some instants, and how long they worked. */
export interface DerivedFigures {
  /** By instant, RFC 3339: each zone with the ids of the people present. */
  readonly headcounts: ReadonlyMap<string, unknown>;
  /** By person: the days of the week on which there was something. */
  readonly timesheets: ReadonlyMap<string, unknown>;
}

const INSTANTS = 12;

/** Reads the figures of a time `[from, to)`, Unix milliseconds. */
export async function readDerivedFigures(
  api: Api,
  { from, to }: { from: number; to: number },
): Promise<DerivedFigures> {
  const headcounts = new Map<string, unknown>();
  for (let index = 1; index <= INSTANTS; index += 1) {
    const asOf = new Date(from + Math.round(((to - from) * index) / (INSTANTS + 1))).toISOString();
    const { occupancy } = await api.run<{ occupancy: { zones: unknown } }>(HEADCOUNTS, { asOf });
    headcounts.set(asOf, occupancy.zones);
  }
  const { people } = await api.run<{ people: { nodes: { id: string }[] } }>(PEOPLE);
  const timesheets = new Map<string, unknown>();
  for (const { id } of people.nodes) {
    const variables = { personId: id, weekOf: new Date(from).toISOString().slice(0, 10) };
    timesheets.set(id, (await api.run<{ timesheet: unknown }>(TIMESHEET, variables)).timesheet);
  }
  return { headcounts, timesheets };
}

const HEADCOUNTS = `query CrashHeadcounts($asOf: DateTime!) { occupancy(asOf: $asOf) { zones {
  zone { id } headcount { present probable stale unknown people(first: 500) { nodes { person { id } } } } } } }`;
const PEOPLE = 'query CrashPeople { people(first: 500) { nodes { id } } }';
const TIMESHEET = `query CrashTimesheet($personId: ID!, $weekOf: Date!) {
  timesheet(personId: $personId, weekOf: $weekOf) { workedSeconds onSiteSeconds
    days { date workedSeconds firstInAt lastOutAt } } }`;
