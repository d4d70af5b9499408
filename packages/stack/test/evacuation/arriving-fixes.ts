import { contains, parseShape, quantiseFix, type PositionRecord, type Shape } from '@trekker/geo';
import { evacueeReports, type Evacuation, type Evacuee, type Site } from '@trekker/simulator';

import type { Carrier } from './muster-site.ts';

/** A fix of somebody's phone on its way. */
export interface ArrivingFix {
  readonly personId: string;
  readonly record: PositionRecord;
  readonly arrivesMs: number;
  /** Id of the zone of the site it lies in that tells most: a muster point, else the whole site, else null. */
  readonly zoneId: string | null;
}

/** Everything that phones will tell of an evacuation, in the order in which it arrives. */
export function arrivingFixes(evacuation: Evacuation, carriers: readonly Carrier[], everyMs: number): ArrivingFix[] {
  const zoneOf = zoneFinder(evacuation.site);
  const all = evacuation.people.flatMap((evacuee, index) => fixesOf(evacuee, carriers[index]));
  return all.toSorted((a, b) => a.arrivesMs - b.arrivesMs);

  function fixesOf(evacuee: Evacuee, carrier: Carrier | undefined): ArrivingFix[] {
    if (!carrier) throw new Error(`${evacuee.identifier} carries nothing`);
    const { personId, trackerId } = carrier;
    return [...evacueeReports(evacuee, evacuation, everyMs)].map(({ recordedAt, arrivesMs, ...fix }) => {
      const quantities = quantiseFix({ ...fix, headingDegrees: fix.headingDegrees ?? null, eventKind: 0 });
      const record = { trackerId, recordedAt, dedupe: BigInt(recordedAt % 1_000), ...quantities };
      return { personId, record, arrivesMs, zoneId: zoneOf(record) };
    });
  }
}

function zoneFinder({ zones }: Site) {
  const shapes = zones
    .filter(({ kind, id }) => kind === 'MUSTER_POINT' || id === 'whole-site')
    .toSorted((a, b) => Number(b.kind === 'MUSTER_POINT') - Number(a.kind === 'MUSTER_POINT'))
    .map(({ id, polygon }) => ({ id, shape: shapeOf(polygon) }));
  return ({ latitudeE7, longitudeE7 }: PositionRecord): string | null => {
    const point = { latitude: latitudeE7 / 1e7, longitude: longitudeE7 / 1e7 };
    return shapes.find(({ shape }) => contains(shape, point))?.id ?? null;
  };
}

function shapeOf(polygon: unknown): Shape {
  const parsed = parseShape(polygon);
  if (parsed.kind === 'invalid') throw new Error(parsed.problems[0]?.message);
  return parsed.shape;
}
