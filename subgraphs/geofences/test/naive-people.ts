import type { Carriage, CarriedVisit } from '../src/domain/person-visits/person-visit.ts';
import type { ToldSilences } from '../src/domain/person-visits/coverage.ts';

/** Instants are the whole numbers below this one. */
export const LAST = 48;
/** How long silence may last, in the same numbers. */
export const SMALL_LIMITS = { seenMs: 3, probableMs: 7, offMs: 14 };

/** Everything that was told in the end. */
export interface World {
  readonly visits: readonly CarriedVisit[];
  readonly carriages: readonly Carriage[];
  /** In the order in which it was told. */
  readonly hearings: readonly { readonly trackerId: string; readonly told: ToldSilences }[];
  /** Up to when it is known who is silent. */
  readonly now: number;
}

/** A person's visit, as far as it follows from the world. */
export interface NaiveVisit {
  readonly personId: string;
  readonly visitId: string;
  readonly assignmentId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: string | null;
  readonly alreadyInside: boolean;
  readonly stale: readonly (readonly [number, number | null])[];
  readonly dwelledAt: number | null;
  readonly lost: readonly [number, number | null] | null;
}

const INSTANTS = Array.from({ length: LAST }, (_, instant) => instant);

/**
 * People's visits by looking at every instant: who speaks then, and which visits go on. Nothing of it is shared with what
 * it is compared to. Whatever happens lies before the last instants, so what lasts at the last one lasts for ever.
 */
export function naivePeople(world: World): NaiveVisit[] {
  const people = [...new Set(world.carriages.flatMap(({ personId }) => personId ?? []))];
  return people.flatMap((personId) => {
    const speaker = INSTANTS.map((instant) => speakerAt(world, personId, instant));
    return world.visits.flatMap((visit) =>
      world.carriages
        .filter((carriage) => carriage.personId === personId && carriage.trackerId === visit.trackerId)
        .flatMap((carriage) => {
          const speaks = (instant: number) => speaker[instant] === carriage;
          const during = INSTANTS.map((instant) => speaks(instant) && isIn(visit, instant));
          return runs(during).map(([from, last]) => visitOf({ visit, carriage, personId, speaks }, from, last));
        }),
    );
  });
}

function visitOf(
  { visit, carriage, personId, speaks }: Sampled & { personId: string; speaks: (instant: number) => boolean },
  from: number,
  last: number,
): NaiveVisit {
  const to = visit.from === visit.to ? from : endBehind(last);
  const inside = (instant: number) => instant >= from && (to === null || instant < to);
  const { dwelledAt } = visit;
  const dwelling = dwelledAt === null ? [] : INSTANTS.filter((instant) => inside(instant) && instant >= dwelledAt);
  const stale = visit.stale.flatMap((phase) =>
    runs(INSTANTS.map((instant) => inside(instant) && lies(phase, instant))),
  );
  return {
    personId,
    visitId: visit.visitId,
    assignmentId: carriage.assignmentId,
    from,
    to,
    endReason: to === null ? null : reasonOf({ visit, carriage }, to),
    alreadyInside: isIn(visit, from - 1),
    stale: stale.map(([begin, end]) => [begin, endBehind(end)] as const),
    dwelledAt: dwelling[0] ?? null,
    lost: to !== null && to === visit.to ? lostFor(visit, speaks) : null,
  };
}

interface Sampled {
  readonly visit: CarriedVisit;
  readonly carriage: Carriage;
}

function reasonOf({ visit, carriage }: Sampled, to: number): string | null {
  if (to === visit.to) return visit.endReason;
  return to === carriage.to ? 'HANDED_OVER' : 'OTHER_TRACKER';
}

/** The time without a break from the end of a visit on in which it counts as lost and the tracker speaks. */
function lostFor(
  { to, lost }: CarriedVisit,
  speaks: (instant: number) => boolean,
): readonly [number, number | null] | null {
  const [first] = runs(INSTANTS.map((instant) => lies(lost, instant) && speaks(instant)));
  return first && first[0] === to ? [first[0], endBehind(first[1])] : null;
}

function speakerAt(world: World, personId: string, instant: number): Carriage | undefined {
  const holding = world.carriages.filter((carriage) => carriage.personId === personId && lies(carriage, instant));
  const judged = holding.map((carriage) => ({
    carriage,
    order: [
      qualityAt(world, carriage.trackerId, instant),
      -carriage.priority,
      -lastChange(world, carriage.trackerId, instant),
      carriage.trackerId,
      carriage.assignmentId,
    ],
  }));
  return judged.toSorted((a, b) => firstDifference(a.order, b.order))[0]?.carriage;
}

/** 0 seen to 3 off, by the last entry that spoke of the instant. */
function qualityAt({ visits, hearings, now }: World, trackerId: string, instant: number): number {
  const told = hearings.flatMap((one) => (one.trackerId === trackerId ? one.told : []));
  const begins = visits.flatMap((visit) => (visit.trackerId === trackerId ? visit.from : []));
  if (instant < Math.min(...begins, ...told.map(({ from }) => from))) return 3;
  const silence = silenceAt(told, instant);
  if (!silence) return 0;
  if (silence.off) return 3;
  const age = (silence.lasts ? Math.min(instant, now) : instant) - silence.since;
  const { seenMs, probableMs, offMs } = SMALL_LIMITS;
  return [age > seenMs, age > probableMs, age >= offMs].filter(Boolean).length;
}

/** The silence at an instant by the last entry that spoke of it, unless later ones know that the tracker was heard since. */
function silenceAt(told: readonly ToldSilences[], instant: number) {
  const entry = told.findLast((one) => lies(one, instant));
  const silence = entry?.silences.find((one) => lies(one, instant));
  if (!entry || !silence) return null;
  const later = told.slice(told.indexOf(entry) + 1);
  const end = Math.min(...[silence.to, entry.to].map((to) => to ?? Infinity));
  // What lasts for ever lasts only as long as nothing was told of any time behind.
  const lastsFrom = (order: number) =>
    end === Infinity && !later.slice(0, order).some((one) => one.from > instant || (one.to ?? Infinity) > instant);
  let since = silence.from;
  for (const [order, { to, silences }] of later.entries()) {
    if (to === null || to > instant) continue;
    const heard = silences.find((one) => one.from < to && lies(one, to))?.from ?? to;
    if (since >= heard) continue;
    if (lastsFrom(order)) return null;
    since = heard;
  }
  return { since, off: silence.off, lasts: lastsFrom(later.length) };
}

function lastChange({ visits }: World, trackerId: string, instant: number): number {
  const changes = visits.flatMap((visit) => (visit.trackerId === trackerId ? [visit.from, visit.to ?? Infinity] : []));
  return Math.max(-1, ...changes.filter((change) => change <= instant));
}

function isIn({ from, to }: CarriedVisit, instant: number): boolean {
  return from === to ? instant === from : lies({ from, to }, instant);
}

function lies(time: { readonly from: number; readonly to: number | null } | null, instant: number): boolean {
  return time !== null && time.from <= instant && instant < (time.to ?? Infinity);
}

/** First and last instants of each run of what holds. */
function runs(holds: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  holds.forEach((does, instant) => {
    if (does && holds[instant - 1]) (found.at(-1) as [number, number])[1] = instant;
    else if (does) found.push([instant, instant]);
  });
  return found;
}

function endBehind(instant: number): number | null {
  return instant === LAST - 1 ? null : instant + 1;
}

function firstDifference(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  const [x = 0, y = 0] = [a[index], b[index]];
  return x < y ? -1 : 1;
}
