import { UnauthenticatedError, type Viewer } from '@trekker/kit';

import type { Context } from '../context.ts';

/** A signed token and when it stops working, Unix milliseconds. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** A token for the viewer of the request. Only a session issues tokens: a token does not prolong itself. */
export async function issueAccessToken(ctx: Context): Promise<IssuedToken> {
  if (!ctx.viewer) throw new UnauthenticatedError();
  return issueToken(ctx, ctx.viewer);
}

/** Signs a token that ends with the viewer's session at the latest. */
export async function issueToken({ tokens, clock, config }: Context, viewer: Viewer): Promise<IssuedToken> {
  const expiresAt = Math.min(clock.now() + config.accessTokenMs, viewer.expiresAt ?? Number.POSITIVE_INFINITY);
  return { token: await tokens.sign(viewer, 'gateway', expiresAt), expiresAt };
}
