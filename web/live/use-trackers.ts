import type { PeopleQuery, TrackerRowFragment, TrackersQuery } from '../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../graphql/use-whole-list.ts';
import { PEOPLE, TRACKERS } from './documents.graphql.ts';

/** What every view shows of a person. */
export type PersonRow = PeopleQuery['people']['nodes'][number];

/** All trackers, current with the stream of changes. */
export function useTrackers(): WholeList<TrackerRowFragment> {
  return useWholeList(TRACKERS, trackersOf);
}

/** All people, current with the stream of changes as far as trackers carry them. */
export function usePeople(): WholeList<PersonRow> {
  return useWholeList(PEOPLE, peopleOf);
}

function trackersOf(data: TrackersQuery): TrackersQuery['trackers'] {
  return data.trackers;
}

function peopleOf(data: PeopleQuery): PeopleQuery['people'] {
  return data.people;
}
