import type { MusterPersonResolvers } from '../__generated__/resolvers.ts';
import { stationsAt } from '../domain/muster/facts.ts';
import { knownSince } from '../domain/muster/paths.ts';
import { isAccounted } from '../domain/muster/person-state.ts';

const entity = (id: string | null) => (id === null ? null : { id });

export const MusterPerson: MusterPersonResolvers = {
  person: ({ person }) => ({ id: person.personId }),
  company: ({ person }) => entity(person.companyId),
  state: ({ person }) => person.state,
  accounted: ({ person }) => isAccounted(person.state),
  by: ({ person }) => person.by,
  since: ({ person }) => person.since,
  knownAt: ({ person, kept: { board } }) => {
    const history = board.histories.get(person.personId);
    return history && isAccounted(person.state) ? knownSince(board.session, history, board.until) : null;
  },
  station: ({ person }) => entity(person.stationId),
  assignedStations: ({ person, kept: { board } }) => {
    const assigned = board.histories.get(person.personId)?.assigned ?? [];
    return stationsAt(assigned, board.until).map((id) => ({ id }));
  },
  origin: ({ person }) => person.origin,
  listedFrom: ({ person }) => person.listedFrom,
  leftAt: ({ person }) => person.leftAt,
  departureZone: ({ person }) => entity(person.departureZoneId),
  lastZone: ({ person }) => entity(person.zoneId),
  silentSince: ({ person }) => person.silentSince,
  lastPosition: (row, _args, ctx) => ctx.locate(row),
  lastVisit: ({ person }) => entity(person.personVisitId),
};
