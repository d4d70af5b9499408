import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { AuditActor } from './AuditActor.ts';
import { AuditEntry } from './AuditEntry.ts';
import { Grant } from './Grant.ts';
import { IngestDoor } from './IngestDoor.ts';
import { Invitation } from './Invitation.ts';
import { acceptInvitation } from './Mutation/acceptInvitation.ts';
import { changePassword } from './Mutation/changePassword.ts';
import { closeIngestDoor } from './Mutation/closeIngestDoor.ts';
import { createIngestDoor } from './Mutation/createIngestDoor.ts';
import { createUnit } from './Mutation/createUnit.ts';
import { createUser } from './Mutation/createUser.ts';
import { grantRole } from './Mutation/grantRole.ts';
import { inviteUser } from './Mutation/inviteUser.ts';
import { issueAccessToken } from './Mutation/issueAccessToken.ts';
import { moveUnit } from './Mutation/moveUnit.ts';
import { revokeGrant } from './Mutation/revokeGrant.ts';
import { revokeInvitation } from './Mutation/revokeInvitation.ts';
import { setUp } from './Mutation/setUp.ts';
import { setUserActive } from './Mutation/setUserActive.ts';
import { signIn } from './Mutation/signIn.ts';
import { signOut } from './Mutation/signOut.ts';
import { updateSettings } from './Mutation/updateSettings.ts';
import { updateUnit } from './Mutation/updateUnit.ts';
import { auditEntries } from './Query/auditEntries.ts';
import { ingestDoors } from './Query/ingestDoors.ts';
import { invitationPreview } from './Query/invitationPreview.ts';
import { invitations } from './Query/invitations.ts';
import { settings } from './Query/settings.ts';
import { unit } from './Query/unit.ts';
import { units } from './Query/units.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { viewer } from './Query/viewer.ts';
import { Setting } from './Setting.ts';
import { SettingChange } from './SettingChange.ts';
import { Tenant } from './Tenant.ts';
import { Unit } from './Unit.ts';
import { User } from './User.ts';

/** Everything `schema/tenancy.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: {
    viewer,
    unit,
    units,
    user,
    users,
    ingestDoors,
    invitations,
    invitationPreview,
    settings,
    auditEntries,
  },
  Mutation: {
    setUp,
    signIn,
    signOut,
    issueAccessToken,
    createUnit,
    updateUnit,
    moveUnit,
    createUser,
    grantRole,
    revokeGrant,
    inviteUser,
    revokeInvitation,
    acceptInvitation,
    setUserActive,
    changePassword,
    updateSettings,
    createIngestDoor,
    closeIngestDoor,
  },
  Tenant,
  Unit,
  User,
  Grant,
  Invitation,
  Setting,
  SettingChange,
  AuditEntry,
  AuditActor,
  IngestDoor,
};
