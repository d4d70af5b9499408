import { headOffset } from '@trekker/kit';

import type { Context } from '../../context.ts';
import { headOfTenant } from '../../domain/stream-point.ts';

const WAIT_MS = 1_000;

/**
 * Waits until visits told so far are kept here, a second at most: an alarm does not wait for longer, and who is missing
 * on the list then is added as soon as it is known.
 */
export async function untilVisitsAreRead({ tenant, viewer, musters }: Context): Promise<void> {
  const { visits } = musters;
  const head = headOfTenant(visits.projection.topic, viewer?.tenantId ?? '');
  const newest = await tenant.read((tx) => headOffset(tx.sql, head));
  if (newest >= 0) await visits.reached(head, newest, WAIT_MS);
}
