import { useState } from 'react';
import type { GeofenceKind, PresenceRulesInput } from '../../../__generated__/graphql.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { areSameHours, draftOf, hoursInput, type HoursDraft } from '../hours/hours-draft.ts';
import { readRules, type RulesAsked } from '../rules/rule-entry.ts';
import { useKindDefaults } from '../rules/use-kind-defaults.ts';
import { usePlaces } from '../use-places.ts';
import type { ShownZone } from '../zone-header.tsx';
import { timeZoneOf } from '../zone-tree.ts';

/** Hours and rules of a zone while somebody enters them. */
export interface RulesDraft {
  /** For the field of hours. */
  readonly hours: {
    readonly hours: HoursDraft | null;
    readonly onHours: (hours: HoursDraft | null) => void;
    readonly placeZone: string;
  };
  /** For the fields of rules. */
  readonly rules: { readonly asked: RulesAsked; readonly loading: boolean };
  /** What differs from what the zone has, or its kind; undefined where nothing does. */
  readonly read: (form: FormData) => PresenceRulesInput | undefined;
}

/** @param zone whose hours and rules it begins with, or null for a new one. */
export function useRulesDraft(
  zone: ShownZone | null,
  {
    kind,
    placeId,
    keptHours,
  }: {
    readonly kind: GeofenceKind;
    readonly placeId: string;
    /** Hours to go on with; undefined: those of the zone. */
    readonly keptHours: HoursDraft | null | undefined;
  },
): RulesDraft {
  const { tenant } = useViewing().viewer;
  const placeZone = timeZoneOf(usePlaces().nodes, placeId || null) ?? tenant.timeZone;
  const before = zone?.version.rules ?? null;
  const [hoursBefore] = useState(() => draftOf(before?.activeHours ?? null));
  const [hours, onHours] = useState(keptHours === undefined ? hoursBefore : keptHours);
  const defaults = useKindDefaults();
  const asked = { before, usual: defaults.of(kind) };
  return {
    hours: { hours, onHours, placeZone },
    rules: { asked, loading: defaults.loading },
    read(form) {
      const rules = readRules(form, asked);
      return areSameHours(hours, hoursBefore) ? rules : { ...rules, activeHours: hoursInput(hours) };
    },
  };
}
