import type { MusterActResolvers } from '../__generated__/resolvers.ts';

export const MusterAct: MusterActResolvers = {
  id: ({ actId }) => actId,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id,
  person: ({ personId }) => (personId === null ? null : { id: personId }),
  zone: ({ zoneId }) => (zoneId === null ? null : { id: zoneId }),
  station: ({ stationId }) => (stationId === null ? null : { id: stationId }),
};
