import type { OraclePhase } from './visit-of.ts';

/** What every computation of a visit must agree on, whoever did it; ids and times of knowing apart. */
export interface VisitContent extends OraclePhase {
  readonly geofenceId: string;
  readonly endReason: string | null;
  readonly probable: readonly OraclePhase[];
  readonly stale: readonly OraclePhase[];
  readonly loitering: readonly OraclePhase[];
  readonly dwelledAt: number | null;
  readonly lost: OraclePhase | null;
}

/** Visits as lines of text, in one order. */
export function contentOf(visits: readonly VisitContent[]): string[] {
  return visits.map(lineOf).toSorted();
}

function lineOf({
  geofenceId,
  from,
  to,
  endReason,
  probable,
  stale,
  loitering,
  dwelledAt,
  lost,
}: VisitContent): string {
  const phases = Object.entries({ probable, stale, loitering, lost: lost ? [lost] : [] }).flatMap(([name, all]) =>
    all.length > 0 ? [`${name} ${all.map(spanText).join(' ')}`] : [],
  );
  const dwelled = dwelledAt === null ? [] : [`dwelled ${instantText(dwelledAt)}`];
  return [geofenceId, spanText({ from, to }), endReason ?? 'lasts', ...phases, ...dwelled].join(' ');
}

function spanText({ from, to }: OraclePhase): string {
  return `${instantText(from)}/${to === null ? '' : instantText(to)}`;
}

function instantText(instant: number): string {
  return new Date(instant).toISOString().slice(5, -1);
}
