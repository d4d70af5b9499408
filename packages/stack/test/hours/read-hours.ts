import type { Api } from '../../src/demo/api.ts';

/** A day of somebody's week as the API tells it. */
export interface DerivedDay {
  readonly date: string;
  /** RFC 3339, or null. */
  readonly firstInAt: string | null;
  readonly lastOutAt: string | null;
  readonly onSiteSeconds: number;
  readonly breakSeconds: number;
  readonly exceptions: readonly { readonly kind: string }[];
}

/** The days of a week by the identifier of the phone of who lived through them. */
export async function readHours(api: Api, weekOf: string): Promise<Map<string, readonly DerivedDay[]>> {
  const { trackers } = await api.run<{ trackers: { nodes: TrackerNode[] } }>(TRACKERS);
  const hours = new Map<string, readonly DerivedDay[]>();
  for (const { identifiers, person } of trackers.nodes) {
    const [identifier] = identifiers;
    if (!identifier || !person) continue;
    const answer = await api.run<WeekData>(WEEK, { id: person.id, weekOf });
    hours.set(identifier, answer.person.timesheet.days);
  }
  return hours;
}

const TRACKERS = '{ trackers(first: 500) { nodes { identifiers person { id } } } }';
const WEEK = `query Week($id: ID!, $weekOf: Date!) { person(id: $id) { timesheet(weekOf: $weekOf) { days {
  date firstInAt lastOutAt onSiteSeconds breakSeconds exceptions { kind } } } } }`;

interface TrackerNode {
  readonly identifiers: readonly string[];
  readonly person: { readonly id: string } | null;
}

interface WeekData {
  readonly person: { readonly timesheet: { readonly days: readonly DerivedDay[] } };
}
