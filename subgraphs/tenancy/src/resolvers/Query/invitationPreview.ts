import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { previewInvitation } from '../../actions/preview-invitation.ts';

export const invitationPreview: NonNullable<QueryResolvers['invitationPreview']> = (_root, { token }, ctx) =>
  previewInvitation(ctx, token);
