import type { Happening } from './happening.ts';
import type { Rule, Surroundings } from './rule.ts';

type Conditions = Pick<
  Rule,
  'kinds' | 'geofenceKinds' | 'geofenceIds' | 'placeIds' | 'personIds' | 'assetIds' | 'unitIds'
>;

/** Whether a rule is about something that happened. */
export function fitsRule(
  rule: Conditions,
  { kind, facts }: Pick<Happening, 'kind' | 'facts'>,
  { placePath, unitPath }: Surroundings,
): boolean {
  const isThere =
    admits(rule.geofenceKinds, [facts.geofenceKind]) &&
    admits(rule.geofenceIds, [facts.geofenceId]) &&
    admits(rule.placeIds, [...placePath, facts.placeId]);
  return rule.kinds.includes(kind) && isThere && concernsSubject(rule, facts, unitPath);
}

function concernsSubject(
  { personIds, assetIds, unitIds }: Conditions,
  { personId, assetId }: Happening['facts'],
  unitPath: readonly string[],
): boolean {
  if (!personIds.length && !assetIds.length && !unitIds.length) return true;
  const names = (list: readonly string[], id: string | null) => id !== null && list.includes(id);
  return names(personIds, personId) || names(assetIds, assetId) || unitPath.some((unit) => unitIds.includes(unit));
}

/** Whether a condition is not set or one of these values meets it. */
function admits(wanted: readonly string[], values: readonly (string | null)[]): boolean {
  return !wanted.length || values.some((value) => value !== null && wanted.includes(value));
}
