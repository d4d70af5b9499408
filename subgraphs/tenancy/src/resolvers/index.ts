import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { ApiKey } from './ApiKey.ts';
import { AuditActor } from './AuditActor.ts';
import { AuditEntry } from './AuditEntry.ts';
import { GeofenceEvent } from './GeofenceEvent.ts';
import { Grant } from './Grant.ts';
import { IngestDoor } from './IngestDoor.ts';
import { Invitation } from './Invitation.ts';
import { LimitEvent } from './LimitEvent.ts';
import { acceptInvitation } from './Mutation/acceptInvitation.ts';
import { acknowledgeNotification } from './Mutation/acknowledgeNotification.ts';
import { changePassword } from './Mutation/changePassword.ts';
import { closeIngestDoor } from './Mutation/closeIngestDoor.ts';
import { createApiKey } from './Mutation/createApiKey.ts';
import { createIngestDoor } from './Mutation/createIngestDoor.ts';
import { createNotificationRule } from './Mutation/createNotificationRule.ts';
import { createUnit } from './Mutation/createUnit.ts';
import { createUser } from './Mutation/createUser.ts';
import { createWebhookEndpoint } from './Mutation/createWebhookEndpoint.ts';
import { deleteNotificationRule } from './Mutation/deleteNotificationRule.ts';
import { deleteView } from './Mutation/deleteView.ts';
import { deleteWebhookEndpoint } from './Mutation/deleteWebhookEndpoint.ts';
import { grantRole } from './Mutation/grantRole.ts';
import { inviteUser } from './Mutation/inviteUser.ts';
import { issueAccessToken } from './Mutation/issueAccessToken.ts';
import { markNotificationsRead } from './Mutation/markNotificationsRead.ts';
import { moveUnit } from './Mutation/moveUnit.ts';
import { redeliverNotification } from './Mutation/redeliverNotification.ts';
import { revokeApiKey } from './Mutation/revokeApiKey.ts';
import { revokeGrant } from './Mutation/revokeGrant.ts';
import { revokeInvitation } from './Mutation/revokeInvitation.ts';
import { rotateWebhookSecret } from './Mutation/rotateWebhookSecret.ts';
import { saveView } from './Mutation/saveView.ts';
import { setNotificationPreferences } from './Mutation/setNotificationPreferences.ts';
import { setOwnEmail } from './Mutation/setOwnEmail.ts';
import { setUp } from './Mutation/setUp.ts';
import { setUserActive } from './Mutation/setUserActive.ts';
import { setUserEmail } from './Mutation/setUserEmail.ts';
import { signIn } from './Mutation/signIn.ts';
import { signOut } from './Mutation/signOut.ts';
import { subscribeToPush } from './Mutation/subscribeToPush.ts';
import { testNotificationRule } from './Mutation/testNotificationRule.ts';
import { testWebhookEndpoint } from './Mutation/testWebhookEndpoint.ts';
import { unsubscribeFromPush } from './Mutation/unsubscribeFromPush.ts';
import { updateNotificationRule } from './Mutation/updateNotificationRule.ts';
import { updateSettings } from './Mutation/updateSettings.ts';
import { updateUnit } from './Mutation/updateUnit.ts';
import { updateView } from './Mutation/updateView.ts';
import { updateWebhookEndpoint } from './Mutation/updateWebhookEndpoint.ts';
import { Notification } from './Notification.ts';
import { NotificationDelivery } from './NotificationDelivery.ts';
import { NotificationPreferences } from './NotificationPreferences.ts';
import { NotificationRecipient } from './NotificationRecipient.ts';
import { NotificationRule } from './NotificationRule.ts';
import { PushSubscription } from './PushSubscription.ts';
import { apiKeys } from './Query/apiKeys.ts';
import { auditEntries } from './Query/auditEntries.ts';
import { ingestDoors } from './Query/ingestDoors.ts';
import { invitationPreview } from './Query/invitationPreview.ts';
import { invitations } from './Query/invitations.ts';
import { notificationDeliveries } from './Query/notificationDeliveries.ts';
import { notificationPreferences } from './Query/notificationPreferences.ts';
import { notificationRecipients } from './Query/notificationRecipients.ts';
import { notificationRules } from './Query/notificationRules.ts';
import { notifications } from './Query/notifications.ts';
import { savedViews } from './Query/savedViews.ts';
import { settings } from './Query/settings.ts';
import { unit } from './Query/unit.ts';
import { units } from './Query/units.ts';
import { user } from './Query/user.ts';
import { users } from './Query/users.ts';
import { viewer } from './Query/viewer.ts';
import { webPush } from './Query/webPush.ts';
import { webhookEndpoints } from './Query/webhookEndpoints.ts';
import { tenancyService } from './Query/tenancyService.ts';
import { SavedView } from './SavedView.ts';
import { Setting } from './Setting.ts';
import { SettingChange } from './SettingChange.ts';
import { notificationReceived } from './Subscription/notificationReceived.ts';
import { Tenant } from './Tenant.ts';
import { Unit } from './Unit.ts';
import { User } from './User.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

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
    apiKeys,
    invitations,
    invitationPreview,
    settings,
    savedViews,
    auditEntries,
    notifications,
    notificationPreferences,
    webPush,
    notificationRules,
    notificationRecipients,
    webhookEndpoints,
    notificationDeliveries,
    tenancyService,
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
    saveView,
    updateView,
    deleteView,
    createIngestDoor,
    closeIngestDoor,
    createApiKey,
    revokeApiKey,
    setUserEmail,
    setOwnEmail,
    markNotificationsRead,
    acknowledgeNotification,
    setNotificationPreferences,
    subscribeToPush,
    unsubscribeFromPush,
    createNotificationRule,
    updateNotificationRule,
    deleteNotificationRule,
    testNotificationRule,
    createWebhookEndpoint,
    updateWebhookEndpoint,
    deleteWebhookEndpoint,
    rotateWebhookSecret,
    testWebhookEndpoint,
    redeliverNotification,
  },
  Subscription: { notificationReceived },
  Tenant,
  Unit,
  User,
  GeofenceEvent,
  Grant,
  Invitation,
  LimitEvent,
  Setting,
  SettingChange,
  AuditEntry,
  AuditActor,
  SavedView,
  IngestDoor,
  ApiKey,
  Notification,
  NotificationPreferences,
  PushSubscription,
  NotificationDelivery,
  NotificationRecipient,
  NotificationRule,
  WebhookEndpoint,
};
