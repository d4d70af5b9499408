import {
  allowedTargets,
  asDefault,
  integer,
  oneOf,
  optionalText,
  port,
  text,
  type Config,
  type Options,
  type OptionType,
} from '@trekker/kit';

import { vapidKeysOf, type VapidKeys } from './domain/push/vapid.ts';

const vapidKeys: OptionType<VapidKeys | null> = {
  describes: '32 bytes as base64 or base64url, or absent',
  parse(value) {
    const keys = vapidKeysOf(value);
    return keys ? { value: keys } : { problem: 'must be a private key of P-256: 32 bytes as base64 or base64url' };
  },
};

const vapidContact: OptionType<string | null> = {
  describes: 'mailto: and an address, or https: and one; or absent',
  parse(value) {
    if (/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(value)) return { value };
    return { problem: `must begin with mailto: or https:, got ${JSON.stringify(value)}` };
  },
};

/** What an operator may set of tenancy. */
export const tenancyOptions = {
  sessionMs: {
    env: 'TREKKER_TENANCY_SESSION_MS',
    type: integer({ min: 60_000, max: 31_536_000_000 }),
    default: 43_200_000,
    doc: 'How long a session lasts after sign-in, in milliseconds; then the user signs in again.',
  },
  accessTokenMs: {
    env: 'TREKKER_TENANCY_ACCESS_TOKEN_MS',
    type: integer({ min: 10_000, max: 900_000 }),
    default: 300_000,
    doc: 'How long an access token works, in milliseconds; subscriptions opened with it end then and are resumed with a new one.',
  },
  invitationDays: {
    env: 'TREKKER_TENANCY_INVITATION_DAYS',
    type: integer({ min: 1, max: 90 }),
    default: 7,
    doc: 'How long the link of an invitation works, in days; then somebody invites again.',
  },
  keepSessionsMs: {
    env: 'TREKKER_TENANCY_KEEP_SESSIONS_MS',
    type: integer({ min: 0, max: 31_536_000_000 }),
    default: 2_592_000_000,
    doc: 'How long an ended session is kept as a record, in milliseconds; then it is deleted.',
  },
  publicUrl: {
    env: 'TREKKER_WEB_PUBLIC_URL',
    type: text,
    default: 'http://localhost:3000',
    doc: 'Where people find the web app, for the links of e-mails and webhooks.',
  },
  notificationDays: {
    env: 'TREKKER_TENANCY_NOTIFICATION_DAYS',
    type: integer({ min: 1, max: 3_650 }),
    default: 90,
    doc: 'How long notifications and what became of their deliveries are kept, in days; then they are deleted.',
  },
  deliveryWorkers: {
    env: 'TREKKER_TENANCY_DELIVERY_WORKERS',
    type: integer({ min: 0, max: 64 }),
    default: 3,
    doc: 'How many e-mails, webhooks and pushes this process sends at once; 0: none, another process does.',
  },
  webhookTimeoutMs: {
    env: 'TREKKER_TENANCY_WEBHOOK_TIMEOUT_MS',
    type: integer({ min: 100, max: 60_000 }),
    default: 15_000,
    doc: 'How long an endpoint may take to answer a webhook or a push, in milliseconds; then the try has failed.',
  },
  webhookAllow: {
    env: 'TREKKER_TENANCY_WEBHOOK_ALLOW',
    type: allowedTargets,
    default: asDefault(allowedTargets, ''),
    doc: 'Where webhooks and pushes may go although it is no public address or has no TLS; everything else that is private, local or reserved is refused.',
  },
  webhookDisableAfterHours: {
    env: 'TREKKER_TENANCY_WEBHOOK_DISABLE_AFTER_HOURS',
    type: integer({ min: 1, max: 8_760 }),
    default: 72,
    doc: 'After how many hours without a success an endpoint that fails is switched off, and administrators are told.',
  },
  webhookOverlapHours: {
    env: 'TREKKER_TENANCY_WEBHOOK_OVERLAP_HOURS',
    type: integer({ min: 0, max: 720 }),
    default: 24,
    doc: 'How long webhooks are signed with the old secret as well after it was changed, in hours.',
  },
  vapid: {
    env: 'TREKKER_TENANCY_VAPID_PRIVATE_KEY',
    type: vapidKeys,
    default: null,
    doc: 'Private key by which push services know this installation (VAPID); absent: notifications on devices are off. With another key every device must be switched on anew.',
    secret: true,
  },
  vapidContact: {
    env: 'TREKKER_TENANCY_VAPID_CONTACT',
    type: vapidContact,
    default: null,
    doc: 'Where operators of push services reach whoever runs this installation; absent: the address of the web app.',
  },
  smtpHost: {
    env: 'TREKKER_TENANCY_SMTP_HOST',
    type: optionalText,
    default: null,
    doc: 'Mail server that e-mails are handed to; absent: notifications by e-mail are off, and rules that want them are refused.',
  },
  smtpPort: {
    env: 'TREKKER_TENANCY_SMTP_PORT',
    type: port,
    default: 587,
    doc: 'Port of the mail server: 587 with STARTTLS, 465 with implicit TLS.',
  },
  smtpTls: {
    env: 'TREKKER_TENANCY_SMTP_TLS',
    type: oneOf('starttls', 'implicit', 'none'),
    default: 'starttls',
    doc: 'How the connection to the mail server is encrypted; a server that cannot is refused. `none` is for a server on this machine.',
  },
  smtpUser: {
    env: 'TREKKER_TENANCY_SMTP_USER',
    type: optionalText,
    default: null,
    doc: 'Name to sign in to the mail server with; absent: nobody signs in.',
  },
  smtpPassword: {
    env: 'TREKKER_TENANCY_SMTP_PASSWORD',
    type: optionalText,
    default: null,
    doc: 'Password to sign in to the mail server with.',
    secret: true,
  },
  smtpFrom: {
    env: 'TREKKER_TENANCY_SMTP_FROM',
    type: text,
    default: 'Trekker <trekker@localhost>',
    doc: 'Sender of e-mails, an address or a name with one.',
  },
  smtpTimeoutMs: {
    env: 'TREKKER_TENANCY_SMTP_TIMEOUT_MS',
    type: integer({ min: 100, max: 60_000 }),
    default: 20_000,
    doc: 'How long handing over an e-mail may take, in milliseconds; then the try has failed.',
  },
} as const satisfies Options;

export type TenancyConfig = Config<typeof tenancyOptions>;
