'use client';

import { useTranslations } from 'next-intl';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { useEffect, useMemo, useRef } from 'react';
import type { GeofenceKind } from '../../../__generated__/graphql.ts';
import { useZoneIndex } from '../../../lists/use-zone-index.ts';
import { usePlan } from '../../../live/use-plan.ts';
import { ringsOf } from '../../../map/drawing/polygons-of.ts';
import { liesWithin } from '../../../map/features/bounds.ts';
import {
  zoneBounds,
  zoneGeometry,
  zoneShapes,
  type MapZone,
  type ZoneFeatures,
} from '../../../map/features/zone-features.ts';
import { mapZones } from '../../../scene/self-scene.ts';
import { useEngine } from '../../../scene/use-engine.ts';
import { useTheme } from '../../../ui/use-theme.ts';
import type { ShownZone } from '../zone-header.tsx';
import { shapeInput } from './shape-input.ts';
import type { TriedShown } from './try/tried-shown.ts';
import { useDrawing } from './use-drawing.ts';
import type { ZoneDraft } from './use-zone-draft.ts';

// Labels would lie on what is drawn.
const NO_LABELS: ZoneFeatures['labels'] = { type: 'FeatureCollection', features: [] };
/** The id under which the outline of a corridor stands on the map while it is drawn. */
const DRAFT = 'draft';

/** A map to draw a zone on, among the others, on whose corners its own fall. */
export function DrawMap({
  zone,
  kind,
  draft: { tool, shape, placed, setMap, onDrawn },
  marked,
  tried,
}: {
  /** The zone that is drawn anew, or null for a new one. */
  readonly zone: ShownZone | null;
  readonly kind: GeofenceKind;
  readonly draft: ZoneDraft;
  /** The corner that somebody types; null: none. */
  readonly marked: Position | null;
  /** Where visits were that a trial found; null: nowhere. */
  readonly tried: TriedShown | null;
}) {
  const t = useTranslations('zonePages.draw');
  const container = useRef<HTMLDivElement>(null);
  const { engine, failed } = useEngine(container, t('map'));
  const theme = useTheme();
  const { all } = useZoneIndex();
  const plan = usePlan(all);
  const zones = useMemo(() => mapZones(all.filter(({ id }) => id !== zone?.id)), [all, zone?.id]);
  const about = useMemo(() => drawnNow(zone), [zone]);
  const corners = useMemo(() => zones.flatMap(({ geometry }) => ringsOf(geometry).flat()), [zones]);
  const drawing = useDrawing(engine, { tool, snapTo: corners, onChange: onDrawn });
  const way = useMemo(() => (shape?.drawn.kind === 'corridor' ? zoneGeometry(shapeInput(shape) ?? {}) : null), [shape]);
  const shown = useMemo(
    () => (way ? [...zones, { id: DRAFT, name: '', kind, geometry: way }] : zones),
    [zones, way, kind],
  );
  useEffect(() => setMap(engine && drawing && { drawing, view: () => engine.view() }), [engine, drawing, setMap]);
  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useEffect(() => engine?.showPlan(plan), [engine, plan]);
  useEffect(() => engine?.showZones({ shapes: zoneShapes(shown, DRAFT), labels: NO_LABELS }), [engine, shown]);
  const beside = useMemo(() => featuresBeside(marked, tried), [marked, tried]);
  useEffect(() => engine?.showTool('draft', beside), [engine, beside]);
  const focus = tried?.focus ?? null;
  useEffect(() => {
    if (engine && focus && !liesWithin(focus, engine.view())) engine.fit(focus);
  }, [engine, focus]);
  const fitted = useRef(false);
  useEffect(() => {
    const bounds = zoneBounds(about ? [about] : zones);
    if (!engine || !bounds || fitted.current) return;
    engine.fit(bounds, { instant: true });
    fitted.current = true;
  }, [engine, about, zones]);
  useEffect(() => {
    const geometry = placed && zoneGeometry(shapeInput(placed) ?? {});
    const bounds = geometry && zoneBounds([{ id: DRAFT, name: '', kind, geometry }]);
    if (!engine || !bounds || liesWithin(bounds, engine.view())) return;
    engine.fit(bounds);
    fitted.current = true;
  }, [engine, placed, kind]);
  return (
    <div className="relative min-h-72 flex-1 overflow-hidden bg-ground md:rounded-2xl md:border md:border-line">
      <div ref={container} className="absolute! inset-0" />
      {failed && (
        <p className="absolute inset-0 flex items-center justify-center p-4 text-sm text-muted">{t('noMap')}</p>
      )}
    </div>
  );
}

/** What belongs to the drawing and is not drawn itself. */
function featuresBeside(marked: Position | null, tried: TriedShown | null): FeatureCollection | null {
  if (!marked) return tried && tried.features;
  const corner: Feature = {
    type: 'Feature',
    properties: { part: 'corner' },
    geometry: { type: 'Point', coordinates: marked },
  };
  return { type: 'FeatureCollection', features: [...(tried?.features.features ?? []), corner] };
}

function drawnNow(zone: ShownZone | null): MapZone | null {
  const geometry = zone && zoneGeometry(zone.version);
  return zone && geometry ? { id: zone.id, name: zone.name, kind: zone.kind, geometry } : null;
}
