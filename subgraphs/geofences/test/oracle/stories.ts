import { array, boolean, constantFrom, integer, record, sample, tuple, type Arbitrary } from 'fast-check';

import { contentOf } from './content.ts';
import { someArrival, somePlace } from './arrivals.ts';
import { oraclePersonVisits, type OracleAssignment } from './oracle-person-visits.ts';
import { oracleVisits } from './oracle-visits.ts';
import { aFence, aTrack, BEGIN, type DrawnVersion } from './scenarios.ts';
import type { Carrying, YardStory } from './yard-run.ts';

const SECOND = 1_000;

/** Hand-overs: up to three times, one after another. */
const someCarrying: Arbitrary<Carrying> = tuple(
  array(constantFrom<string | null>('ada', 'ben', 'ada', 'ben', null), { minLength: 2, maxLength: 3 }),
  array(constantFrom(300, 40_000, 3_600, 200_000, 30), { minLength: 3, maxLength: 3 }),
  integer({ min: 0, max: 2 }),
).map(([bearers, gaps, priority]) => {
  let at = BEGIN - 200 * SECOND;
  const handOvers = [at, ...gaps.map((gap) => (at += gap * SECOND))];
  // A tracker is handed over to somebody else, or to nobody.
  const others = bearers.map((bearer, index) => (bearer === bearers[index - 1] ? null : bearer));
  return { bearers: others, handOvers: handOvers.slice(0, bearers.length + 1), priority };
});

/** A geofence as the service takes it: nothing comes behind its end. */
export const aKeptFence = (name: string, maxEdits: number): Arbitrary<DrawnVersion[]> =>
  aFence(name, maxEdits).map((versions) => {
    const end = versions.findIndex(({ place }) => place === null);
    return end === -1 ? versions : versions.slice(0, end + 1);
  });

/** A story of so many trackers with so many fixes at most, and so many at least, and two geofences. */
export function aStory({ trackers, fixes, fewest = 0 }: StorySize): Arbitrary<YardStory> {
  return record({
    tracks: array(aTrack(fixes, fewest), { minLength: fewest > 0 ? trackers : 1, maxLength: trackers }),
    carried: array(someCarrying, { minLength: trackers - 1, maxLength: trackers }),
    fences: tuple(aKeptFence('a', 3), aKeptFence('b', 1)),
    arrival: someArrival,
    places: array(somePlace, { minLength: 1, maxLength: 9 }),
    pauses: array(boolean(), { minLength: 1, maxLength: 5 }),
  }).map((story) => ({ ...story, carried: story.carried.slice(0, story.tracks.length) }));
}

interface StorySize {
  readonly trackers: number;
  readonly fixes: number;
  readonly fewest?: number;
}

/** So many stories in which much happens, the same for the same seed. */
export function drawStories(count: number, seed: number): YardStory[] {
  return sample(aStory({ trackers: 3, fixes: 50, fewest: 20 }), { seed, numRuns: count });
}

/** What the story comes to, whoever tells it how: visits, and visits of people; also as lines of text. */
export function truthOfStory({ tracks, carried, fences }: YardStory, until: number) {
  const trackers = tracks.map((fixes, index) => ({
    trackerId: `t${index}`,
    fixes,
    visits: oracleVisits({ fixes, versions: fences.flat(), until }),
  }));
  const assignments = carried.flatMap(({ bearers, handOvers, priority }, index) =>
    bearers.flatMap((personId, turn): OracleAssignment[] => {
      const [from = 0, to = null] = handOvers.slice(turn, turn + 2);
      return personId ? [{ trackerId: `t${index}`, personId, from, to, priority }] : [];
    }),
  );
  const people = oraclePersonVisits({ trackers, assignments });
  return {
    people,
    visits: contentOf(
      trackers.flatMap(({ trackerId, visits }) =>
        visits.map((visit) => ({ ...visit, geofenceId: `${trackerId} ${visit.geofenceId}` })),
      ),
    ),
    personVisits: contentOf(
      people.map((visit) => ({
        ...visit,
        geofenceId: `${visit.personId} ${visit.trackerId} ${visit.geofenceId}`,
      })),
    ),
  };
}
