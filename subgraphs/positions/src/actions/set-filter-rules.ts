import { requirePermission, type Tx, type UserError, userError, withParams } from '@trekker/kit';

import type { Context } from '../context.ts';
import { deleteRule, rulesOfScope, storeRule } from '../db/filter-rules.ts';
import type { SetRule } from '../domain/filter/effective-rules.ts';
import { FILTER_RULE_NAMES, type FilterRule } from '../domain/filter/filter-rule.ts';
import { settingProblem, type FilterSetting } from '../domain/filter/filter-setting.ts';
import type { FilterScope } from '../domain/filter/scope.ts';
import { devicesEvent, filterRulesSet } from '../events.ts';
import { parseScope, scopeProblem, type ScopeInput } from './filter-scope.ts';

export interface SetFilterRulesInput extends ScopeInput {
  readonly changes: readonly {
    readonly rule: FilterRule;
    readonly setting?: {
      readonly isOn: boolean;
      readonly limit?: number | null;
      readonly attributes?: readonly string[] | null;
    } | null;
  }[];
}

export interface FilterRulesSet {
  readonly rules: SetRule[] | null;
  readonly userErrors: UserError[];
}

/** A change that is allowed; null lets the next wider scope say what holds. */
interface Change {
  readonly rule: FilterRule;
  readonly setting: FilterSetting | null;
}

/** Sets rules for one scope, all of them or none. */
export async function setFilterRules(ctx: Context, input: SetFilterRulesInput): Promise<FilterRulesSet> {
  const now = ctx.clock.now();
  const { tenantId } = requirePermission(ctx.viewer, 'filters:write', now);
  const scope = parseScope(input);
  if (!scope) return refused(userError('trackerId', 'INVALID', 'must be absent where unitId is given, got both'));
  const problem = await scopeProblem(ctx, scope, 'filters:write');
  if (problem) return refused(problem);
  const { changes, userErrors } = parseChanges(input.changes);
  if (userErrors.length) return refused(...userErrors);
  const rules = await ctx.tenant.write(async (tx) => {
    for (const { rule, setting } of changes) {
      if (setting) await storeRule(tx, { tenantId, scope, rule, setting, setAt: now });
      else await deleteRule(tx, scope, rule);
    }
    tell(tx, { tenantId, scope, changes });
    return rulesOfScope(tx, scope);
  });
  ctx.intake.filterRules.forget(tenantId);
  return { rules, userErrors: [] };
}

function parseChanges(given: SetFilterRulesInput['changes']): { changes: Change[]; userErrors: UserError[] } {
  const most = FILTER_RULE_NAMES.length;
  if (given.length < 1 || given.length > most) {
    const wrong = userError('changes', 'INVALID', `must be 1 to ${most}, got ${given.length}`);
    return { changes: [], userErrors: [wrong] };
  }
  const changes = given.map(({ rule, setting }) => ({ rule, setting: setting ? settingOf(setting) : null }));
  const userErrors = changes.flatMap(({ rule, setting }, index) => {
    if (changes.findIndex((change) => change.rule === rule) < index) {
      return [userError(`changes.${index}.rule`, 'INVALID', `must be changed once, got ${rule} twice`)];
    }
    const problem = setting && settingProblem(rule, setting);
    return problem
      ? [
          withParams(userError(`changes.${index}.setting.${problem.field}`, 'INVALID', problem.message), {
            ...problem.broken,
          }),
        ]
      : [];
  });
  return { changes, userErrors };
}

function settingOf({ isOn, limit, attributes }: NonNullable<SetFilterRulesInput['changes'][number]['setting']>) {
  return { isOn, limit: limit ?? null, attributes: attributes ?? null };
}

function tell(
  tx: Tx,
  { tenantId, scope, changes }: { tenantId: string; scope: FilterScope; changes: readonly Change[] },
): void {
  tx.publish(
    devicesEvent(filterRulesSet, tenantId, {
      unitId: scope.kind === 'UNIT' ? scope.unitId : null,
      trackerId: scope.kind === 'TRACKER' ? scope.trackerId : null,
      changes: changes.map(({ rule, setting }) => ({ key: rule, value: textOf(setting) })),
    }),
  );
}

function textOf(setting: FilterSetting | null): string {
  if (!setting) return 'inherited';
  if (!setting.isOn) return 'off';
  return ['on', setting.limit ?? setting.attributes?.join(' ')].filter((part) => part !== undefined).join(' ');
}

function refused(...userErrors: UserError[]): FilterRulesSet {
  return { rules: null, userErrors };
}
