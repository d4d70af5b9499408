import type { Api } from '../demo/api.ts';
import { readVisits } from './read-visits.ts';
import type { Transition } from './transition.ts';

/** Whose visits of which zones are wanted: names and identifiers by ids. */
export interface Wanted {
  readonly zones: ReadonlyMap<string, string>;
  readonly trackers: ReadonlyMap<string, string>;
}

/** What the product derived, as transitions: a visit's begin enters, its end leaves. */
export async function readTransitions(api: Api, { zones, trackers }: Wanted): Promise<Transition[]> {
  const transitions: Transition[] = [];
  for (const [geofenceId, zone] of zones) {
    for await (const { trackerId, from, to } of readVisits(api, geofenceId)) {
      const identifier = trackers.get(trackerId);
      if (identifier === undefined) continue;
      transitions.push({ identifier, zone, at: Date.parse(from), kind: 'enter' });
      if (to !== null) transitions.push({ identifier, zone, at: Date.parse(to), kind: 'exit' });
    }
  }
  return transitions;
}
