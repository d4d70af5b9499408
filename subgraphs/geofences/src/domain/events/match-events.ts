import { isDeepStrictEqual } from 'node:util';

import { stableId } from '../stable-id.ts';
import type { EventChange, Happening, ToldEvent, ToldStay } from './told-stay.ts';

/** A stay as it was told of and what happens in it now. */
export interface StayAnew {
  readonly stay: ToldStay;
  readonly happenings: readonly Happening[];
}

interface Known {
  readonly stayId: string;
  readonly told: ToldEvent;
}

interface Wanted {
  readonly stayId: string;
  readonly happening: Happening;
}

/** Which event of those told one is taken for, the surest sign first. None for a happening that was never told. */
const SIGNS: readonly ((known: Known, wanted: Wanted) => boolean)[] = [
  ({ stayId, told }, one) => !told.retracted && stayId === one.stayId && told.happening.at === one.happening.at,
  ({ stayId, told }, one) => !told.retracted && stayId === one.stayId,
  ({ told }, one) =>
    !told.retracted && sameBearer(told.happening, one.happening) && told.happening.at === one.happening.at,
  ({ told }, one) => !told.retracted && told.happening.visitId === one.happening.visitId,
  ({ stayId, told }, one) => told.retracted && stayId === one.stayId && told.happening.at === one.happening.at,
];

/**
 * What is to be told of the events of some stays, and the stays with it: an event keeps its id when its time changes, when
 * it turns out to be part of another stay, and when somebody else carried the tracker.
 */
export function matchEvents(anew: readonly StayAnew[]): { stays: ToldStay[]; changes: EventChange[] } {
  const known = anew.flatMap(({ stay }) => stay.events.map((told) => ({ stayId: stay.stayId, told })));
  const wanted = anew.flatMap(({ stay, happenings }) =>
    happenings.map((happening) => ({ stayId: stay.stayId, happening })),
  );
  const taken = pairs(known, wanted);
  const free = new Set(known).difference(new Set(taken.values()));
  const changes: EventChange[] = [];
  const note = (change: EventChange): ToldEvent => {
    changes.push(change);
    const { status: _status, ...told } = change;
    return told;
  };
  const stays = anew.map(({ stay }) => {
    let { minted } = stay;
    const held = wanted
      .filter(({ stayId }) => stayId === stay.stayId)
      .map((one): ToldEvent => {
        const { happening } = one;
        const before = taken.get(one)?.told;
        if (!before) {
          minted += 1;
          const eventId = stableId(stay.stayId, 'event', String(minted));
          return note({ eventId, revision: 0, retracted: false, happening, status: 'NEW' });
        }
        if (!before.retracted && isDeepStrictEqual(before.happening, happening)) return before;
        return note({ ...before, revision: before.revision + 1, retracted: false, happening, status: 'REVISED' });
      });
    const gone = [...free]
      .filter(({ stayId }) => stayId === stay.stayId)
      .map(({ told }) =>
        told.retracted ? told : note({ ...told, revision: told.revision + 1, retracted: true, status: 'RETRACTED' }),
      );
    return { ...stay, minted, events: [...held, ...gone] };
  });
  return { stays, changes };
}

/** Takes each wanted happening for one of the known events, if there is one to take. */
function pairs(known: readonly Known[], wanted: readonly Wanted[]): Map<Wanted, Known> {
  const taken = new Map<Wanted, Known>();
  const used = new Set<Known>();
  for (const isSame of SIGNS) {
    for (const one of wanted) {
      if (taken.has(one)) continue;
      const found = known.find(
        (event) => !used.has(event) && sameKind(event.told.happening, one.happening) && isSame(event, one),
      );
      if (!found) continue;
      taken.set(one, found);
      used.add(found);
    }
  }
  return taken;
}

function sameKind(a: Happening, b: Happening): boolean {
  return a.kind === b.kind && a.geofenceId === b.geofenceId;
}

function sameBearer(a: Happening, b: Happening): boolean {
  return a.personId === b.personId && a.assetId === b.assetId && (a.personId ?? a.assetId) !== null;
}
