import { TrekkerError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { openInvitation } from '../db/invitations.ts';
import { tenantsById } from '../db/tenants.ts';
import { mayStillInvite } from './may-still-invite.ts';
import { useInvitation, type FoundInvitation } from './use-invitation.ts';

/** What somebody sees who opens an invitation's link. */
export interface InvitationPreview {
  readonly tenantName: string;
  readonly tenantSlug: string;
  readonly signInName: string;
  readonly name: string;
  readonly expiresAt: number;
}

/**
 * What a link leads to; null, whatever the reason, when it leads nowhere. Fails with RATE_LIMITED after many links that
 * led nowhere.
 */
export async function previewInvitation(ctx: Context, token: string): Promise<InvitationPreview | null> {
  const outcome = await useInvitation(ctx, token, (found) => preview(ctx, found));
  switch (outcome.kind) {
    case 'used':
      return outcome.value;
    case 'refused':
      return null;
    case 'throttled': {
      const { waitMs: retryAfterMs } = outcome;
      const message = `too many attempts; try again in ${Math.ceil(retryAfterMs / 1_000)} s`;
      throw new TrekkerError('RATE_LIMITED', message, { details: { retryAfterMs } });
    }
  }
}

async function preview(
  { database, clock }: Context,
  { tenantId, invitationId }: FoundInvitation,
): Promise<InvitationPreview | null> {
  const { result } = await database.withTenant(
    tenantId,
    async (tx) => {
      const now = clock.now();
      const invitation = await openInvitation(tx, { invitationId, now });
      const [tenant] = await tenantsById(tx, [tenantId]);
      if (!invitation || !tenant || !(await mayStillInvite(tx, { invitation, now }))) return null;
      const { signInName, name, expiresAt } = invitation;
      return { tenantName: tenant.name, tenantSlug: tenant.slug, signInName, name, expiresAt };
    },
    { mode: 'snapshot' },
  );
  return result;
}
