import { integer, type Config, type Options } from '@trekker/kit';

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
} as const satisfies Options;

export type TenancyConfig = Config<typeof tenancyOptions>;
