import type { MarkTold, State, Stretch, World } from './world.ts';

/** What is believed at one time: the last state of each visit, marks in the order they were made, and resets. */
export interface Beliefs {
  readonly visits: readonly State[];
  readonly marks: readonly MarkTold[];
  readonly resets: readonly { readonly placeId: string; readonly at: number }[];
}

/** How a person counts at a zone at an instant, and what says so. */
export interface Say {
  readonly state: 'PRESENT' | 'PROBABLE' | 'STALE' | 'UNKNOWN';
  readonly since: number;
  readonly source: string;
}

const STATES = ['PRESENT', 'PROBABLE', 'STALE', 'UNKNOWN'];
const covers = ({ from, to }: Stretch, at: number): boolean => from <= at && at < (to ?? Infinity);

/** Everything that can be asked of a headcount at an instant, by looking at every visit and every mark for each person. */
export function oracleAt(world: World, beliefs: Beliefs, at: number) {
  const visits = beliefs.visits.filter(({ retracted }) => !retracted);

  /** The mark that decides for a person at a zone, if it still does. */
  function markAt(personId: string, geofenceId: string, instant: number): MarkTold | null {
    const last = beliefs.marks
      .filter((mark) => mark.personId === personId && mark.geofenceId === geofenceId && mark.at <= instant)
      .reduce<MarkTold | null>((latest, mark) => (latest && mark.at < latest.at ? latest : mark), null);
    if (!last) return null;
    const { at: since, kind } = last;
    const behind = (moment: number | null) => moment !== null && moment > since && moment <= instant;
    const seen = visits.some(
      (visit) =>
        visit.personId === personId &&
        visit.to !== visit.from &&
        (behind(visit.from) || (visit.endReason === 'LEFT' && behind(visit.to))),
    );
    const path = world.places.get(world.zones.get(geofenceId) ?? '') ?? [];
    const reset = beliefs.resets.some((one) => path.includes(one.placeId) && behind(one.at));
    return seen || (kind === 'IN' && reset) ? null : last;
  }

  /** Whether anything but one visit said where a person was, at some instant from its loss until now. */
  function foundSince(lost: State, from: number): boolean {
    const others = visits.filter((visit) => visit !== lost && visit.personId === lost.personId);
    const marks = beliefs.marks.filter(({ personId }) => personId === lost.personId);
    const instants = [from, ...others.map((visit) => visit.from), ...marks.map((mark) => mark.at)];
    return instants.some(
      (instant) =>
        instant >= from &&
        instant <= at &&
        (others.some((visit) => covers(visit, instant)) ||
          [...world.zones.keys()].some((zone) => markAt(lost.personId, zone, instant)?.kind === 'IN')),
    );
  }

  function sayOf(visit: State): Say | null {
    const { from: since } = visit;
    if (covers(visit, at)) {
      const isStale = visit.stale.some((phase) => covers(phase, at));
      const isProbable = visit.probable.some((phase) => covers(phase, at));
      const state = isStale ? 'STALE' : isProbable ? 'PROBABLE' : 'PRESENT';
      return { state, since, source: visit.personVisitId };
    }
    if (!visit.lost || !covers(visit.lost, at) || foundSince(visit, visit.lost.from)) return null;
    return { state: 'UNKNOWN', since, source: visit.personVisitId };
  }

  /** What says how a person counts at these zones, the best first. */
  function says(personId: string, zones: readonly string[]): Say[] {
    const all = zones.flatMap((zone): Say[] => {
      const mark = markAt(personId, zone, at);
      if (mark?.kind === 'OUT') return [];
      const own = visits.filter((visit) => visit.personId === personId && visit.geofenceId === zone);
      const tracked = own.flatMap((visit) => sayOf(visit) ?? []);
      return mark ? [...tracked, { state: 'PRESENT', since: mark.at, source: 'mark' }] : tracked;
    });
    return all.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.since - b.since);
  }

  /** `present+probable+stale+unknown` of these zones, and everybody with state and since when. */
  function count(zones: readonly string[], units: readonly string[] | null): string {
    const rows = [...world.people].flatMap(([personId, unit]) => {
      if (units && (unit === null || !units.includes(unit))) return [];
      const [best] = says(personId, zones);
      return best ? [{ personId, ...best }] : [];
    });
    const numbers = STATES.map((state) => rows.filter((row) => row.state === state).length);
    const people = rows
      .toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.personId < b.personId ? -1 : 1))
      .map(({ personId, state, since }) => [personId, state, since].join('/'));
    return [numbers.join('+'), ...people].join(' ');
  }

  const inPlace = (placeId: string) =>
    [...world.zones].flatMap(([zoneId, own]) => (world.places.get(own ?? '')?.includes(placeId) ? zoneId : []));
  return {
    inPlace,
    says,
    count,
    everything: (units: readonly string[] | null) => ({
      zones: Object.fromEntries([...world.zones.keys()].map((zoneId) => [zoneId, count([zoneId], units)])),
      places: Object.fromEntries([...world.places.keys()].map((placeId) => [placeId, count(inPlace(placeId), units)])),
      total: count([...world.zones.keys()], units),
    }),
  };
}
