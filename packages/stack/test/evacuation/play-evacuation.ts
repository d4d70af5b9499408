import type { Evacuation } from '@trekker/simulator';

import type { ArrivingFix } from './arriving-fixes.ts';
import type { MusterSite } from './muster-site.ts';
import { readMuster, startMuster } from './mustering.ts';

/** What was seen while an evacuation went on. */
export interface Played {
  readonly musterId: string;
  readonly expectedAtStart: number;
  /** Minutes after the alarm and how many were accounted for then. */
  readonly curve: readonly (readonly [minute: number, accounted: number])[];
  /** People who were shown as accounted for before any fix of theirs at a muster point had arrived. */
  readonly unfounded: readonly string[];
  /** The longest time it took to read the whole list, milliseconds. */
  readonly longestMs: number;
}

/** Lets time pass in steps: what has arrived is sent, the muster starts with the alarm, and the list is read after each. */
export async function playEvacuation(
  world: MusterSite,
  { evacuation, fixes, placeId, stepMs }: Playing,
): Promise<Played> {
  const { fromMs, alarmMs, toMs } = evacuation;
  const arrived = Map.groupBy(fixes, ({ arrivesMs }) => Math.ceil((arrivesMs - fromMs) / stepMs));
  const [toldOf, unfounded] = [new Set<string>(), new Set<string>()];
  const curve: [number, number][] = [];
  let longestMs = 0;
  let started = { musterId: '', expectedAtStart: 0 };
  for (let step = 0; fromMs + step * stepMs <= toMs; step += 1) {
    const nowMs = fromMs + step * stepMs;
    world.clock.set(nowMs);
    const came = arrived.get(step) ?? [];
    await world.send(came.map(({ record }) => record));
    for (const { personId, zoneId } of came) if (isMusterPoint(zoneId)) toldOf.add(personId);
    await world.settled();
    if (nowMs === alarmMs) started = await startMuster(world, placeId);
    if (nowMs < alarmMs) continue;
    const began = performance.now();
    const list = await readMuster(world, started.musterId);
    longestMs = Math.max(longestMs, Math.round(performance.now() - began));
    const accounted = [...list.values()].filter((one) => one.accounted);
    for (const { personId } of accounted) if (!toldOf.has(personId)) unfounded.add(personId);
    curve.push([(nowMs - alarmMs) / 60_000, accounted.length]);
  }
  return { ...started, curve, unfounded: [...unfounded], longestMs };
}

interface Playing {
  readonly evacuation: Evacuation;
  readonly fixes: readonly ArrivingFix[];
  /** The place that is evacuated. */
  readonly placeId: string;
  /** From one look to the next, milliseconds; a divisor of the time from the begin to the alarm. */
  readonly stepMs: number;
}

/** Fixes in a row by which the site knows that somebody is in: the default of a work zone. */
const FIXES_TO_BE_IN = 2;

/** How somebody stands in the end who is judged by what their phone told alone: one fix inside makes nobody be back in. */
export function stateByFixes(fixes: readonly ArrivingFix[]): string {
  const inOrder = fixes.toSorted((a, b) => a.record.recordedAt - b.record.recordedAt);
  const zones = inOrder.map(({ zoneId }) => zoneId).filter((zone) => zone !== null);
  const lastSafe = zones.findLastIndex(isMusterPoint);
  if (lastSafe < 0) return 'UNACCOUNTED';
  return zones.length - 1 - lastSafe < FIXES_TO_BE_IN ? 'SAFE' : 'RE_ENTERED';
}

/** Whether a zone or area of the site is a muster point. */
export function isMusterPoint(id: string | null): boolean {
  return id?.startsWith('muster-') === true;
}
