import type { PresenceMarkResolvers } from '../__generated__/resolvers.ts';

export const PresenceMark: PresenceMarkResolvers = {
  id: ({ markId }) => markId,
  person: ({ personId }) => ({ id: personId }),
  zone: ({ zoneId }) => ({ id: zoneId }),
  markedBy: ({ actor }) => actor.id,
};
