import type { Tx } from '@trekker/kit';

import type { SetRule, TenantRules } from '../domain/filter/effective-rules.ts';
import type { FilterRule } from '../domain/filter/filter-rule.ts';
import type { FilterSetting } from '../domain/filter/filter-setting.ts';
import { scopeKey, type FilterScope } from '../domain/filter/scope.ts';

/** Everything set in the current tenant, and the paths of units for which something is set, or above which. */
export async function readTenantRules(tx: Tx): Promise<TenantRules> {
  const rows = await tx.sql<Row[]>`select ${columns(tx)} from positions.filter_rules`;
  const rules = rows.map(setRuleOf);
  const unitIds = rules.flatMap(({ scope }) => (scope.kind === 'UNIT' ? [scope.unitId] : []));
  if (!unitIds.length) return { rules, paths: new Map() };
  const units = await tx.sql<{ key: string; path: string[] }[]>`
    select key, data->'path' as path from positions.replicas
    where replica = 'unit-tree' and valid_to is null and data->'path' ?| ${[...new Set(unitIds)]}::text[]`;
  return { rules, paths: new Map(units.map(({ key, path }) => [key, path])) };
}

/** What is set for one scope. */
export async function rulesOfScope(tx: Tx, scope: FilterScope): Promise<SetRule[]> {
  const { kind, id } = scopeKey(scope);
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from positions.filter_rules where scope = ${kind} and scope_id = ${id}`;
  return rows.map(setRuleOf);
}

/** Keeps what is set of a rule for a scope. */
export async function storeRule(
  tx: Tx,
  { tenantId, scope, rule, setting, setAt }: SetRule & { readonly tenantId: string },
): Promise<void> {
  const { kind, id } = scopeKey(scope);
  const attributes = setting.attributes && [...setting.attributes];
  await tx.sql`
    insert into positions.filter_rules
      (tenant_id, scope, scope_id, rule, is_on, limit_value, attributes, set_at)
    values (${tenantId}, ${kind}, ${id}, ${rule}, ${setting.isOn}, ${setting.limit}, ${attributes}, ${setAt})
    on conflict (tenant_id, scope, scope_id, rule) do update set is_on = excluded.is_on,
      limit_value = excluded.limit_value, attributes = excluded.attributes, set_at = excluded.set_at`;
}

/** Lets the next wider scope say what holds. */
export async function deleteRule(tx: Tx, scope: FilterScope, rule: FilterRule): Promise<void> {
  const { kind, id } = scopeKey(scope);
  await tx.sql`
    delete from positions.filter_rules where scope = ${kind} and scope_id = ${id} and rule = ${rule}`;
}

interface Row {
  readonly scope: FilterScope['kind'];
  readonly scope_id: string;
  readonly rule: FilterRule;
  readonly is_on: boolean;
  readonly limit_value: number | null;
  readonly attributes: string[] | null;
  readonly set_at: number;
}

function columns({ sql }: Tx) {
  return sql`scope, scope_id, rule, is_on, limit_value, attributes, set_at`;
}

function setRuleOf({ scope, scope_id: id, rule, set_at: setAt, ...row }: Row): SetRule {
  const setting: FilterSetting = { isOn: row.is_on, limit: row.limit_value, attributes: row.attributes };
  return { rule, setting, scope: scopeOf(scope, id), setAt };
}

function scopeOf(kind: FilterScope['kind'], id: string): FilterScope {
  switch (kind) {
    case 'TENANT':
      return { kind };
    case 'UNIT':
      return { kind, unitId: id };
    case 'TRACKER':
      return { kind, trackerId: id };
  }
}
