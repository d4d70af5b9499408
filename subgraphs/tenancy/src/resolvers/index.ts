import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { Grant } from './Grant.ts';
import { IngestDoor } from './IngestDoor.ts';
import { closeIngestDoor } from './Mutation/closeIngestDoor.ts';
import { createIngestDoor } from './Mutation/createIngestDoor.ts';
import { createUnit } from './Mutation/createUnit.ts';
import { createUser } from './Mutation/createUser.ts';
import { grantRole } from './Mutation/grantRole.ts';
import { issueAccessToken } from './Mutation/issueAccessToken.ts';
import { revokeGrant } from './Mutation/revokeGrant.ts';
import { setUp } from './Mutation/setUp.ts';
import { signIn } from './Mutation/signIn.ts';
import { signOut } from './Mutation/signOut.ts';
import { ingestDoors } from './Query/ingestDoors.ts';
import { unit } from './Query/unit.ts';
import { units } from './Query/units.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { viewer } from './Query/viewer.ts';
import { Tenant } from './Tenant.ts';
import { Unit } from './Unit.ts';
import { User } from './User.ts';

/** Everything `schema/tenancy.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: { viewer, unit, units, user, users, ingestDoors },
  Mutation: {
    setUp,
    signIn,
    signOut,
    issueAccessToken,
    createUnit,
    createUser,
    grantRole,
    revokeGrant,
    createIngestDoor,
    closeIngestDoor,
  },
  Tenant,
  Unit,
  User,
  Grant,
  IngestDoor,
};
