import { COVERAGES, coverageEdges, oracleCoverage } from './oracle-coverage.ts';
import type { OracleFix } from './oracle-fix.ts';
import type { OraclePhase, OracleVisit } from './visit-of.ts';

/** A tracker carried by a person `[from, to)`. */
export interface OracleAssignment extends OraclePhase {
  readonly trackerId: string;
  readonly personId: string;
  readonly priority: number;
}

/** A tracker with all that is known of it. */
export interface OracleTracker {
  readonly trackerId: string;
  readonly fixes: readonly OracleFix[];
  readonly visits: readonly OracleVisit[];
}

/** The part of a tracker's visit during which the tracker spoke for a person. */
export interface OraclePersonVisit extends Omit<OracleVisit, 'endReason'> {
  readonly personId: string;
  readonly trackerId: string;
  /** The visit had begun before the tracker spoke for the person. */
  readonly alreadyInside: boolean;
  readonly endReason: OracleVisit['endReason'] | 'HANDED_OVER' | 'OTHER_TRACKER';
}

/** What is asked of stage two. */
export interface PersonQuestion {
  readonly trackers: readonly OracleTracker[];
  readonly assignments: readonly OracleAssignment[];
}

/** The visits of everybody who carries trackers. */
export function oraclePersonVisits({ trackers, assignments }: PersonQuestion): OraclePersonVisit[] {
  return [...Map.groupBy(assignments, ({ personId }) => personId)].flatMap(([personId, ofPerson]) =>
    spokenFor({ trackers, assignments: ofPerson }).flatMap(({ tracker, from, to }) =>
      tracker.visits.flatMap((visit) => {
        const part = partOf(visit, { from, to });
        if (!part) return [];
        const handedOver = !ofPerson.some((one) => one.trackerId === tracker.trackerId && holds(one, part.to ?? from));
        const whole = part.to === visit.to;
        return {
          ...visit,
          ...part,
          endReason: whole ? visit.endReason : handedOver ? ('HANDED_OVER' as const) : ('OTHER_TRACKER' as const),
          probable: within(visit.probable, part),
          stale: within(visit.stale, part),
          loitering: within(visit.loitering, part),
          dwelledAt: dwellingIn(visit, part),
          // Whoever no longer carries the tracker, or is heard by another, is not lost with it.
          lost: whole && visit.lost ? overlap(visit.lost, { from, to }) : null,
          personId,
          trackerId: tracker.trackerId,
          alreadyInside: from > visit.from,
        };
      }),
    ),
  );
}

/** Who speaks for a person when: stretches in order, as long as they can be. */
function spokenFor(question: PersonQuestion): (OraclePhase & { readonly tracker: OracleTracker })[] {
  const edges = edgesOf(question);
  const stretches: { tracker: OracleTracker; from: number; to: number | null }[] = [];
  for (const [index, from] of edges.entries()) {
    const tracker = speakerAt(question, from);
    const to = edges[index + 1] ?? null;
    const last = stretches.at(-1);
    if (last && last.tracker === tracker && last.to === from) last.to = to;
    else if (tracker) stretches.push({ tracker, from, to });
  }
  return stretches;
}

/** Every instant at which another tracker may begin to speak. */
function edgesOf({ trackers, assignments }: PersonQuestion): number[] {
  const carried = new Set(assignments.map(({ trackerId }) => trackerId));
  const all = [
    ...assignments.flatMap(({ from, to }) => [from, to]),
    ...trackers
      .filter(({ trackerId }) => carried.has(trackerId))
      .flatMap(({ fixes, visits }) => [...coverageEdges(fixes), ...visits.flatMap(({ from, to }) => [from, to])]),
  ];
  return [...new Set(all.filter((instant) => instant !== null))].toSorted((a, b) => a - b);
}

/** The tracker that speaks for a person at an instant; null where none is carried. */
export function speakerAt({ trackers, assignments }: PersonQuestion, at: number): OracleTracker | null {
  const candidates = trackers.flatMap((tracker) => {
    const holding = assignments.filter((one) => one.trackerId === tracker.trackerId && holds(one, at));
    if (holding.length === 0) return [];
    const changes = tracker.visits.flatMap(({ from, to }) => [from, to ?? Infinity]).filter((change) => change <= at);
    const coverage = COVERAGES.indexOf(oracleCoverage(tracker.fixes, at));
    const priority = Math.max(...holding.map((one) => one.priority));
    return { tracker, coverage, priority, changedAt: Math.max(-Infinity, ...changes) };
  });
  const [best] = candidates.toSorted(
    (a, b) =>
      a.coverage - b.coverage ||
      b.priority - a.priority ||
      // Of two that never changed zone neither did so later.
      (a.changedAt === b.changedAt ? 0 : b.changedAt - a.changedAt) ||
      (a.tracker.trackerId < b.tracker.trackerId ? -1 : 1),
  );
  return best?.tracker ?? null;
}

function holds({ from, to }: OraclePhase, at: number): boolean {
  return from <= at && (to === null || at < to);
}

/** Dwelling lasts to the end of the visit, so it may begin with the part. */
function dwellingIn({ dwelledAt }: OracleVisit, { from, to }: OraclePhase): number | null {
  const at = dwelledAt === null ? Infinity : Math.max(dwelledAt, from);
  return at < (to ?? Infinity) ? at : null;
}

/** The part of a visit in a stretch: a visit of no length is part of the stretch that holds its instant. */
function partOf(visit: OraclePhase, stretch: OraclePhase): OraclePhase | null {
  if (visit.from !== visit.to) return overlap(visit, stretch);
  return holds(stretch, visit.from) ? { from: visit.from, to: visit.to } : null;
}

/** What two stretches have in common. */
function overlap(a: OraclePhase, b: OraclePhase): OraclePhase | null {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to ?? Infinity, b.to ?? Infinity);
  return from < to ? { from, to: to === Infinity ? null : to } : null;
}

function within(phases: readonly OraclePhase[], part: OraclePhase): OraclePhase[] {
  return phases.flatMap((phase) => overlap(phase, part) ?? []);
}
