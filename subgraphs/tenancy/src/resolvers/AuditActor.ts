import { unitReach, type Actor } from '@trekker/kit';

import type { AuditActorResolvers, AuditActorKind } from '../__generated__/resolvers.ts';

const KINDS: Readonly<Record<Actor['kind'], AuditActorKind>> = {
  user: 'USER',
  key: 'KEY',
  device: 'DEVICE',
  service: 'SERVICE',
  operator: 'OPERATOR',
};

export const AuditActor: AuditActorResolvers = {
  kind: ({ kind }) => KINDS[kind],
  user({ kind, id }, _args, { viewer, clock, loaders }) {
    const maySee = viewer !== null && unitReach(viewer, 'users:read', clock.now()).length > 0;
    return kind === 'user' && maySee ? loaders.user.load(id) : null;
  },
};
