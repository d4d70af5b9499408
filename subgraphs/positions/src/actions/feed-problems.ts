import { resolveTarget, userError, type ResolvedTarget, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';

/** An address that may be asked as far as can be told now, or why not. */
export async function askable(
  { feeds: { allowed, resolve } }: Pick<Context, 'feeds'>,
  url: string,
): Promise<{ readonly target: ResolvedTarget; readonly problem: null } | { readonly problem: UserError }> {
  const target = await resolveTarget(url, { allowed, resolve });
  if ('problem' in target) return { problem: userError('url', 'TARGET_REFUSED', target.problem) };
  return { target, problem: null };
}

/** What whoever names a feed is told that does not exist. */
export function unknownFeed(feedId: string): UserError {
  return userError('feedId', 'NOT_FOUND', `there is no feed ${JSON.stringify(feedId)}`);
}
