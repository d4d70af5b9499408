import { FILTER_RULE_NAMES, formOf, type FilterRule } from './filter-rule.ts';
import { SWITCHED_OFF, type FilterSetting } from './filter-setting.ts';
import type { FilterScope } from './scope.ts';

/** A rule that is set for a scope. */
export interface SetRule {
  readonly rule: FilterRule;
  readonly setting: FilterSetting;
  readonly scope: FilterScope;
  /** Unix milliseconds. */
  readonly setAt: number;
}

/** What holds for a tracker. `scope` and `setAt` are null where nobody set the rule and it is off. */
export interface EffectiveRule {
  readonly rule: FilterRule;
  readonly setting: FilterSetting;
  readonly scope: FilterScope | null;
  readonly setAt: number | null;
}

/** The rules of a tracker that are on. */
export type RulesOn = ReadonlyMap<FilterRule, EffectiveRule>;

export const NO_RULES_ON: RulesOn = new Map();

/** Everything set in a tenant, and where its units lie. */
export interface TenantRules {
  readonly rules: readonly SetRule[];
  /** Ids from the top of the tree down to the unit itself, of units with rules set for them or above. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** A tracker and the unit that owns it. */
export interface OwnedTracker {
  readonly trackerId: string;
  readonly unitId: string | null;
}

/** Every rule as it holds for a tracker: of each the one set nearest to it, for itself, its unit, a unit above, the tenant. */
export function effectiveRules({ rules, paths }: TenantRules, { trackerId, unitId }: OwnedTracker): EffectiveRule[] {
  const path = unitId === null ? [] : (paths.get(unitId) ?? [unitId]);
  const nearest = new Map<FilterRule, { nearness: number; set: SetRule }>();
  for (const set of rules) {
    const nearness = nearnessOf(set.scope, { trackerId, path });
    if (nearness > (nearest.get(set.rule)?.nearness ?? -1)) nearest.set(set.rule, { nearness, set });
  }
  return FILTER_RULE_NAMES.map(
    (rule) => nearest.get(rule)?.set ?? { rule, setting: SWITCHED_OFF, scope: null, setAt: null },
  );
}

/** Those of a kind that are on. */
export function rulesOn(rules: readonly EffectiveRule[], kinds: readonly ReturnType<typeof formOf>['kind'][]): RulesOn {
  const on = rules.filter(({ rule, setting }) => setting.isOn && kinds.includes(formOf(rule).kind));
  return new Map(on.map((one) => [one.rule, one]));
}

/** Whether one of the rules looks at what was before a position. */
export function looksAtNeighbours(on: RulesOn): boolean {
  return [...on.keys()].some((rule) => formOf(rule).kind === 'neighbour');
}

/** -1 where the scope does not hold for the tracker; the nearer the higher otherwise. */
function nearnessOf(scope: FilterScope, { trackerId, path }: { trackerId: string; path: readonly string[] }): number {
  switch (scope.kind) {
    case 'TENANT':
      return 0;
    case 'UNIT': {
      const depth = path.indexOf(scope.unitId);
      return depth < 0 ? -1 : depth + 1;
    }
    case 'TRACKER':
      return scope.trackerId === trackerId ? Infinity : -1;
  }
}
