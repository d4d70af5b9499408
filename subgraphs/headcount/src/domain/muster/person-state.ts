import { judgeStation, stationsAt, type MusterMark, type PersonFacts } from './facts.ts';
import type { MusterSession } from './session.ts';
import { sightingsOf, type Sighting } from './sightings.ts';

/** How somebody stands in a muster; the values of the SDL's `MusterState`. */
export const MUSTER_STATES = [
  'UNACCOUNTED',
  'MISSING',
  'RE_ENTERED',
  'ASK',
  'WRONG_STATION',
  'SAFE',
  'OFF_SITE',
  'INJURED',
  'REMOVED',
] as const;
export type MusterState = (typeof MUSTER_STATES)[number];

/** What a state follows from; the values of the SDL's `MusterBasis`. */
export type MusterBasis = 'ZONE' | 'WARDEN' | 'QR';

/** A state and what it follows from. */
export interface Standing {
  readonly state: MusterState;
  /** Null where nothing said anything yet. */
  readonly by: MusterBasis | null;
  /** Since when, Unix milliseconds: of the fact that began the state; the start where there was none. */
  readonly since: number;
  /** The station the person is at or was last accounted for at, or null. */
  readonly stationId: string | null;
}

const ACCOUNTED: ReadonlySet<MusterState> = new Set(['SAFE', 'OFF_SITE', 'INJURED']);

/** Whether nobody needs to look for a person of this state. */
export function isAccounted(state: MusterState): boolean {
  return ACCOUNTED.has(state);
}

/**
 * How a person stood from the start until an instant, included: each state with the time of the fact that began it, the
 * first one at the start. Follows from the set of facts alone, whatever their order.
 */
export function standingsOf(session: MusterSession, facts: PersonFacts, until: number): Standing[] {
  const start: Standing = { state: 'UNACCOUNTED', by: null, since: session.startedAt, stationId: null };
  const standings = [start];
  let standing = start;
  for (const happening of happeningsOf(session, facts, until)) {
    const next = after(standing, happening, { session, facts });
    if (next !== standing) standings.push(next);
    standing = next;
  }
  return standings;
}

type Happening = Sighting | ({ readonly kind: 'MARK' } & { readonly mark: MusterMark; readonly at: number });

interface About {
  readonly session: MusterSession;
  readonly facts: PersonFacts;
}

function happeningsOf(session: MusterSession, facts: PersonFacts, until: number): Happening[] {
  const happenings: Happening[] = [
    ...sightingsOf(session, facts),
    ...facts.marks.map((mark) => ({ kind: 'MARK', mark, at: mark.at }) as const),
  ];
  return happenings.filter(({ at }) => at >= session.startedAt && at <= until).toSorted(inOrder);
}

/** By time; at one instant people have the last word, and of their words the most cautious. */
function inOrder(a: Happening, b: Happening): number {
  return a.at - b.at || rankOf(a) - rankOf(b) || (textOf(a) < textOf(b) ? -1 : 1);
}

const MARK_RANKS = { SAFE: 4, OFF_SITE: 5, INJURED: 6, MISSING: 7 } as const;

function rankOf(happening: Happening): number {
  if (happening.kind === 'BACK_INSIDE') return 0;
  if (happening.kind === 'TRACKER_AT_STATION') return 1;
  if (happening.kind === 'AT_STATION') return 2;
  return happening.mark.by === 'QR' ? 3 : MARK_RANKS[happening.mark.kind];
}

function textOf(happening: Happening): string {
  return happening.kind === 'MARK' ? (happening.mark.stationId ?? '') : happening.zoneId;
}

function after(standing: Standing, happening: Happening, about: About): Standing {
  switch (happening.kind) {
    case 'BACK_INSIDE':
      return backInside(standing, happening.at);
    case 'TRACKER_AT_STATION':
      return trackerAtStation(standing, happening);
    case 'AT_STATION':
      return atStation(standing, { ...happening, stationId: happening.zoneId, by: 'ZONE' }, about);
    case 'MARK':
      return marked(standing, happening.mark, about);
  }
}

/** Undoes what was said of the person's safety; who is injured stays so, wherever they are carried. */
function backInside(standing: Standing, at: number): Standing {
  const isUndone = ['SAFE', 'OFF_SITE', 'ASK', 'WRONG_STATION'].includes(standing.state);
  return isUndone ? { state: 'RE_ENTERED', by: 'ZONE', since: at, stationId: null } : standing;
}

/** Only of whom nothing is known a warden is asked. */
function trackerAtStation(standing: Standing, { at, zoneId }: { at: number; zoneId: string }): Standing {
  if (standing.state !== 'UNACCOUNTED') return standing;
  return { state: 'ASK', by: 'ZONE', since: at, stationId: zoneId };
}

interface Presence {
  readonly at: number;
  readonly stationId: string;
  readonly by: MusterBasis;
}

/** A station that is not theirs takes nothing from anybody's safety, and no station lifts an injury. */
function atStation(standing: Standing, { at, stationId, by }: Presence, { session, facts }: About): Standing {
  const state = judgeStation(session.stationPolicy, stationsAt(facts.assigned, at), stationId);
  if (standing.state === 'INJURED') return standing;
  if (state !== 'SAFE' && isAccounted(standing.state)) return standing;
  return entered(standing, { state, by, since: at, stationId });
}

function marked(standing: Standing, mark: MusterMark, about: About): Standing {
  const { at, by, kind, stationId } = mark;
  if (by === 'QR' && stationId !== null) return atStation(standing, { at, stationId, by }, about);
  const { session, facts } = about;
  const isRefused =
    kind === 'SAFE' &&
    stationId !== null &&
    session.stationPolicy === 'REFUSE' &&
    judgeStation('REFUSE', stationsAt(facts.assigned, at), stationId) !== 'SAFE';
  if (!isRefused) return entered(standing, { state: kind, by, since: at, stationId });
  if (isAccounted(standing.state)) return standing;
  return entered(standing, { state: 'WRONG_STATION', by, since: at, stationId });
}

/** A state that is said again lasts since it was first said; only the station follows. */
function entered(standing: Standing, next: Standing): Standing {
  if (standing.state !== next.state) return next;
  if (next.stationId === null || next.stationId === standing.stationId) return standing;
  return { ...standing, stationId: next.stationId };
}
