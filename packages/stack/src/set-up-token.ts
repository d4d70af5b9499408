import { randomBytes } from 'node:crypto';

import type { Tenancy } from '@trekker/tenancy';

/** A token that makes the first tenant, once and within a day. */
export async function setUpToken(tenancy: Pick<Tenancy, 'allowSetUp'>): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tenancy.allowSetUp(token);
  return token;
}
