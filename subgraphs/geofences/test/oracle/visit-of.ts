import type { VisitEndReason } from '../../src/domain/presence/visit.ts';
import { loiteringOf } from './loitering-of.ts';
import type { OracleFix } from './oracle-fix.ts';
import type { Heard, Stay } from './oracle-visits.ts';

/** Part of a visit `[from, to)`, Unix milliseconds; to is null while it lasts. */
export interface OraclePhase {
  readonly from: number;
  readonly to: number | null;
}

/** A visit as every computation must find it; ids apart. */
export interface OracleVisit extends OraclePhase {
  readonly geofenceId: string;
  readonly openedBy: OracleFix;
  readonly endReason: VisitEndReason | null;
  readonly probable: readonly OraclePhase[];
  readonly stale: readonly OraclePhase[];
  readonly loitering: readonly OraclePhase[];
  readonly dwelledAt: number | null;
  readonly lost: OraclePhase | null;
}

/** A confirmed stay as a visit with its end, as far as it is known at an instant. */
export function visitOf(stay: Stay, end: Pick<OracleVisit, 'to' | 'endReason'>, until: number): OracleVisit {
  const { openedBy, heard } = stay;
  const { to, endReason } = end;
  const last = heard.at(-1);
  const isLost = endReason === 'STALE' || endReason === 'DEVICE_OFF';
  return {
    geofenceId: last?.version.geofenceId ?? '',
    openedBy,
    from: openedBy.recordedAt,
    to,
    endReason,
    ...cut(silencesOf(heard, until), to),
    ...cut({ loitering: loiteringOf(heard) }, to),
    // A fix that ends the visit has no say in how time passed before.
    dwelledAt: dwellingOf(endReason === 'DEVICE_OFF' ? heard.slice(0, -1) : heard, {
      from: openedBy.recordedAt,
      to,
      until,
    }),
    lost: isLost && to !== null ? { from: to, to: last?.next ?? null } : null,
  };
}

function silencesOf(heard: readonly Heard[], until: number) {
  const silences = heard.map(({ fix, version: { rules }, next }) => {
    const after = (seconds: number | null) => (seconds === null ? Infinity : fix.recordedAt + seconds * 1_000 + 1);
    const end = next ?? Infinity;
    const staleAt = after(rules.staleAfterSeconds);
    return {
      probable: { from: after(rules.probableAfterSeconds), to: Math.min(end, staleAt) },
      stale: { from: staleAt, to: end },
    };
  });
  const begun = (phase: { from: number; to: number }) => phase.from < phase.to && phase.from <= until;
  // A change that lies ahead has not happened yet.
  const sofar = ({ from, to }: { from: number; to: number }) => ({ from, to: to <= until ? to : null });
  return {
    probable: silences
      .map(({ probable }) => probable)
      .filter(begun)
      .map(sofar),
    stale: silences
      .map(({ stale }) => stale)
      .filter(begun)
      .map(sofar),
  };
}

/** Phases up to the end of the visit; what is left of none is none. */
function cut<K extends string>(phases: Record<K, OraclePhase[]>, end: number | null): Record<K, OraclePhase[]> {
  const shorten = (all: OraclePhase[]) =>
    all
      .map(({ from, to }) => ({ from, to: end === null ? to : Math.min(to ?? end, end) }))
      .filter(({ from, to }) => to === null || from < to);
  return Object.fromEntries(Object.entries<OraclePhase[]>(phases).map(([name, all]) => [name, shorten(all)])) as Record<
    K,
    OraclePhase[]
  >;
}

/** The first instant of dwelling: the version that judged the opening fix says after how long. */
function dwellingOf([opening]: readonly Heard[], { from, to, until }: OraclePhase & { until: number }): number | null {
  const dwellSeconds = opening?.version.rules.dwellSeconds ?? null;
  const at = dwellSeconds === null ? Infinity : from + dwellSeconds * 1_000;
  return at <= until && at < (to ?? Infinity) ? at : null;
}
