import type { GeofenceKind, NotificationKind } from '../../__generated__/graphql.ts';

/** What a limit is set for: a zone, or a place. */
export interface Limited {
  readonly zone: { readonly id: string; readonly kind: GeofenceKind } | null;
  /** The place itself or the zone's, and all above it. */
  readonly placePath: readonly string[];
}

/** A rule of notifications, as far as it says whom it concerns. */
export interface LimitRule {
  readonly enabled: boolean;
  readonly kinds: readonly NotificationKind[];
  readonly geofenceKinds: readonly GeofenceKind[];
  readonly geofences: readonly (Named | null)[];
  readonly places: readonly (Named | null)[];
  readonly people: readonly (Named | null)[];
  readonly assets: readonly (Named | null)[];
  readonly units: readonly (Named | null)[];
}

interface Named {
  readonly id: string;
}

const ABOUT_LIMITS: ReadonlySet<NotificationKind> = new Set(['LIMIT_REACHED', 'LIMIT_EXCEEDED', 'BELOW_MINIMUM']);

/**
 * The rules that tell somebody when a limit is reached or broken, as the server applies them: a rule about certain people,
 * assets or units never tells of a limit, which concerns nobody alone.
 */
export function rulesTelling<Rule extends LimitRule>(rules: readonly Rule[], { zone, placePath }: Limited): Rule[] {
  return rules.filter(
    (rule) =>
      rule.enabled &&
      rule.kinds.some((kind) => ABOUT_LIMITS.has(kind)) &&
      !rule.people.length &&
      !rule.assets.length &&
      !rule.units.length &&
      admits(rule.geofenceKinds, zone ? [zone.kind] : []) &&
      admits(idsOf(rule.geofences), zone ? [zone.id] : []) &&
      admits(idsOf(rule.places), placePath),
  );
}

// Who may not see one of those it names still knows that it is limited to them.
function idsOf(named: readonly (Named | null)[]): string[] {
  return named.map((one) => one?.id ?? '');
}

function admits(wanted: readonly string[], values: readonly string[]): boolean {
  return !wanted.length || values.some((value) => wanted.includes(value));
}
