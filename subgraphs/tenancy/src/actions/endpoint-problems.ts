import { resolveTarget, userError, type ResolvedTarget, type UserError } from '@trekker/kit';
import { maxLength, pipe, regex, string, trim } from 'valibot';

import type { Context } from '../context.ts';

const LONGEST = 500;

/** What an endpoint is, in its owner's words. */
export const descriptionInput = pipe(
  string(),
  trim(),
  maxLength(LONGEST, `must have at most ${LONGEST} characters`),
  regex(/^\P{Cc}*$/u, 'must have no control characters'),
);

/** An endpoint that may be called as far as can be told now, or why not. */
export async function callable(
  { config, resolve }: Pick<Context, 'config' | 'resolve'>,
  url: string,
): Promise<{ readonly target: ResolvedTarget; readonly problem: null } | { readonly problem: UserError }> {
  const target = await resolveTarget(url, { allowed: config.webhookAllow, resolve });
  if ('problem' in target) return { problem: userError('url', 'TARGET_REFUSED', target.problem) };
  return { target, problem: null };
}

/** What whoever names an endpoint is told that does not exist. */
export function unknownEndpoint(endpointId: string): UserError {
  return userError('endpointId', 'NOT_FOUND', `endpoint ${JSON.stringify(endpointId)} does not exist`);
}
