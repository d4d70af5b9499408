import type { ActiveHours, PresenceRules } from './rules.ts';

/** Rules with a change applied. A limit of silence that the change does not name gives way to those that it names. */
export function changedRules(before: PresenceRules, change: RulesChange | null | undefined): WantedRules {
  const changes = Object.entries(change ?? {}).filter(
    ([name, value]) => name in before && value !== undefined && (value !== null || NULLABLE_RULES.has(name)),
  );
  const wanted = { ...before, activeHours: withoutPlacesZone(before.activeHours), ...Object.fromEntries(changes) };
  return withSilencesInOrder(wanted, new Set(changes.map(([name]) => name)));
}

/** Hours whose zone is not said yet: that of the place the geofence belongs to. */
export interface WantedHours extends Omit<ActiveHours, 'timeZone' | 'followsPlace'> {
  readonly timeZone?: string | null | undefined;
}

/** Rules whose hours may lack their zone. */
export interface WantedRules extends Omit<PresenceRules, 'activeHours'> {
  readonly activeHours: WantedHours | null;
}

/** A change of rules: what is absent, or null where a rule cannot be null, stays as it is. */
export type RulesChange = { readonly [K in keyof WantedRules]?: WantedRules[K] | null | undefined };

/** Rules whose hours, where they lack a zone, are by the clocks of `timeZone`, an IANA name, that of their place. */
export function rulesIn(timeZone: string, { activeHours, ...rules }: WantedRules): PresenceRules {
  return { ...rules, activeHours: activeHours && hoursIn(timeZone, activeHours) };
}

function hoursIn(timeZone: string, { timeZone: named, weekly }: WantedHours): ActiveHours {
  return named == null ? { timeZone, followsPlace: true, weekly } : { timeZone: named, weekly };
}

/** Hours as they were wanted: where they follow their place they name no zone. */
function withoutPlacesZone(hours: ActiveHours | null): WantedHours | null {
  return hours?.followsPlace ? { weekly: hours.weekly } : hours;
}

/** The rules that may be null, and are then not limited by. */
type NullableRule = { [K in keyof PresenceRules]: null extends PresenceRules[K] ? K : never }[keyof PresenceRules];

const NULLABLE_RULES: ReadonlySet<string> = new Set(
  Object.keys({
    maxAccuracyMeters: 0,
    minAltitudeMeters: 0,
    maxAltitudeMeters: 0,
    enterConfirmSeconds: 0,
    exitConfirmSeconds: 0,
    dwellSeconds: 0,
    loiterSeconds: 0,
    crossingSeconds: 0,
    probableAfterSeconds: 0,
    staleAfterSeconds: 0,
    endAfterSeconds: 0,
    activeHours: 0,
  } satisfies Record<NullableRule, 0>),
);

function withSilencesInOrder(rules: WantedRules, named: ReadonlySet<string>): WantedRules {
  const { probableAfterSeconds: probable, staleAfterSeconds: stale, endAfterSeconds: end } = rules;
  const limit = (name: keyof WantedRules, value: number | null) => (named.has(name) ? value : null);
  const [givenProbable, givenStale, givenEnd] = [
    limit('probableAfterSeconds', probable),
    limit('staleAfterSeconds', stale),
    limit('endAfterSeconds', end),
  ];
  return {
    ...rules,
    probableAfterSeconds: givenProbable ?? within(probable, { most: [givenStale, givenEnd] }),
    staleAfterSeconds: givenStale ?? within(stale, { least: [givenProbable], most: [givenEnd] }),
    endAfterSeconds: givenEnd ?? within(end, { least: [givenProbable, givenStale] }),
  };
}

/** A value that is not null, moved between others as far as those are not null. */
function within(
  value: number | null,
  { least = [], most = [] }: { least?: readonly (number | null)[]; most?: readonly (number | null)[] },
): number | null {
  if (value === null) return null;
  const raised = Math.max(value, ...least.map((limit) => limit ?? -Infinity));
  return Math.min(raised, ...most.map((limit) => limit ?? Infinity));
}
