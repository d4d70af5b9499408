import { useFormatter } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import type { Count, Headcounts } from '../../live/headcount/headcount-store.ts';
import { inDoubt } from '../../live/headcount/in-doubt.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { zoneBounds, zoneGeometry, zoneLabels, zoneShapes, type MapZone } from '../../map/features/zone-features.ts';
import type { MapView } from '../../map/map-view.ts';

/** What is drawn of zones. */
export interface ZoneLayer {
  readonly zones: readonly ZoneRow[];
  readonly headcounts: Headcounts | null;
  readonly selectedId: string | null;
}

/** Draws zones with their headcounts, and brings the selected one into view once. */
export function useZoneLayer(view: MapView | null, { zones, headcounts, selectedId }: ZoneLayer): void {
  const format = useFormatter();
  const drawn = useMemo(() => zones.flatMap(toMapZone), [zones]);
  const shapes = useMemo(() => zoneShapes(drawn, selectedId), [drawn, selectedId]);
  const labels = useMemo(
    () => zoneLabels(drawn, (id) => countOnMap(headcounts?.zones.get(id), (value) => format.number(value))),
    [drawn, headcounts, format],
  );
  useEffect(() => view?.showZones({ shapes, labels }), [view, shapes, labels]);
  useEffect(() => view?.setHome(zoneBounds(drawn)), [view, drawn]);

  const selected = drawn.find(({ id }) => id === selectedId);
  const latest = useRef(selected);
  useEffect(() => {
    latest.current = selected;
  });
  const selectedIsKnown = selected !== undefined;
  useEffect(() => {
    const bounds = latest.current && zoneBounds([latest.current]);
    if (bounds) view?.show(bounds);
  }, [view, selectedId, selectedIsKnown]);
}

/** `4`, or `4 +1?` where one more may be inside; nothing while the count is unknown. */
export function countOnMap(count: Count | undefined, number: (value: number) => string): string {
  if (!count) return '';
  const doubtful = inDoubt(count);
  return doubtful ? `${number(count.present)} +${number(doubtful)}?` : number(count.present);
}

/** The zone as a map draws it, as a list of one; empty where it cannot be drawn. */
export function toMapZone({ id, name, kind, version }: ZoneRow): MapZone[] {
  const geometry = zoneGeometry(version);
  return geometry ? [{ id, name, kind, geometry }] : [];
}
