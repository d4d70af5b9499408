import { useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '../../../lists/use-address.ts';
import type { ZoneRow } from '../../../live/headcount/use-zones.ts';
import { usePlans } from '../../../live/use-plan.ts';
import type { MapView } from '../../../map/map-view.ts';
import { floorOf, isSeen, storeysOf, zonesOnFloor, type ChosenFloor, type Storeys } from './floors.ts';

/** Which floor is looked at. It is part of the address, so that it can be shared and survives a reload. */
export interface Floors {
  /** All that has floors and is in view, and what the chosen floor is part of. */
  readonly storeys: readonly Storeys[];
  /** Null while all floors are looked at. */
  readonly chosen: ChosenFloor | null;
  readonly choose: (floorId: string | null) => void;
  /** The zones that are shown. */
  readonly zones: readonly ZoneRow[];
}

const PARAMETER = 'floor';
const MOVED_MS = 250;

/** @param selectedZoneId a zone that is shown whatever floor is looked at, or null. */
export function useFloors(
  view: MapView | null,
  { zones, selectedZoneId }: { readonly zones: readonly ZoneRow[]; readonly selectedZoneId: string | null },
): Floors {
  const { parameters, change } = useAddress();
  const floorId = parameters.get(PARAMETER);
  const places = usePlans();
  const all = useMemo(() => storeysOf(places, zones), [places, zones]);
  const chosen = useMemo(() => floorOf(all, floorId), [all, floorId]);
  const seen = useSeen(view, all);
  const storeys = useMemo(
    () => all.filter(({ id }) => seen.has(id) || id === chosen?.storeys.id),
    [all, seen, chosen?.storeys.id],
  );
  const shown = useMemo(
    () => (chosen ? zonesOnFloor(zones, { places, floor: chosen, selectedId: selectedZoneId }) : zones),
    [places, zones, chosen, selectedZoneId],
  );
  useOpenedAt(view, { chosen, isElsewhere: parameters.has('show') });
  return { storeys, chosen, choose: (id) => change({ [PARAMETER]: id }), zones: shown };
}

/** Ids of what is in view. */
function useSeen(view: MapView | null, all: readonly Storeys[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!view || !all.length) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const next = new Set(all.filter(({ bounds }) => isSeen(bounds, view.bounds())).map(({ id }) => id));
      setSeen((before) => (before.symmetricDifference(next).size ? next : before));
    };
    look();
    const stop = view.onMoved(() => (timer ??= setTimeout(look, MOVED_MS)));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [view, all]);
  return seen;
}

/** Brings the floor into view that the page was opened with, unless its address also says whom to look at. */
function useOpenedAt(
  view: MapView | null,
  { chosen, isElsewhere }: { readonly chosen: ChosenFloor | null; readonly isElsewhere: boolean },
): void {
  const { parameters } = useAddress();
  const opened = useRef(parameters.get(PARAMETER));
  useEffect(() => {
    if (!view || !chosen || chosen.id !== opened.current) return;
    opened.current = null;
    if (!isElsewhere) view.show(chosen.storeys.bounds);
  }, [view, chosen, isElsewhere]);
}
