import { InvalidInputError, requirePermission } from '@trekker/kit';

import type { Context } from '../context.ts';
import { rulesOfScope } from '../db/filter-rules.ts';
import type { EffectiveRule, SetRule } from '../domain/filter/effective-rules.ts';
import { parseScope, scopeProblem, type ScopeInput } from './filter-scope.ts';

/** What is set for a scope; empty beyond the viewer's reach. */
export async function listFilterRules(ctx: Context, input: ScopeInput): Promise<SetRule[]> {
  requirePermission(ctx.viewer, 'filters:read', ctx.clock.now());
  const scope = parseScope(input);
  if (!scope) throw new InvalidInputError('trackerId', 'must be absent where unitId is given, got both');
  if (await scopeProblem(ctx, scope, 'filters:read')) return [];
  return ctx.tenant.read((tx) => rulesOfScope(tx, scope));
}

/** Every rule as it holds for a tracker; empty beyond the viewer's reach. */
export async function listEffectiveRules(ctx: Context, trackerId: string): Promise<EffectiveRule[]> {
  requirePermission(ctx.viewer, 'filters:read', ctx.clock.now());
  if (await scopeProblem(ctx, { kind: 'TRACKER', trackerId }, 'filters:read')) return [];
  return ctx.loaders.filterRules.load(trackerId);
}
