import { receivedAt } from '../devices/fix-at.ts';
import { type TruePlace, placeOnLegs } from '../movers/position-at.ts';
import { createRandom } from '../random.ts';
import type { Evacuation, Evacuee } from './create-evacuation.ts';

/** What a phone says of an instant. */
export interface EvacueeFix extends ReturnType<typeof receivedAt> {
  /** When it arrives, Unix milliseconds. */
  readonly arrivesMs: number;
}

/** Where somebody truly is at an instant of the evacuation. */
export function evacueeAt({ site, legs }: Pick<Evacuee, 'site' | 'legs'>, unixMs: number): TruePlace | null {
  return placeOnLegs(site.ground, legs, unixMs);
}

/** What somebody's phone reports, every so many milliseconds at seconds of its own, in the order in which it is recorded. */
export function* evacueeReports(
  evacuee: Evacuee,
  { fromMs, toMs }: Pick<Evacuation, 'fromMs' | 'toMs'>,
  everyMs: number,
): Generator<EvacueeFix> {
  const { seed, identifier, phone } = evacuee;
  const random = createRandom(seed, identifier, 'reports');
  const beginMs = fromMs + Math.floor(random.between(0, everyMs / 1_000)) * 1_000;
  const endMs = Math.min(toMs, phone.silentFromMs ?? toMs);
  for (let unixMs = beginMs; unixMs < endMs; unixMs += everyMs) {
    const place = evacueeAt(evacuee, unixMs);
    if (!place) continue;
    const { outage } = phone;
    const sentMs = outage && unixMs >= outage.fromMs && unixMs < outage.toMs ? outage.toMs : unixMs;
    yield { ...receivedAt(evacuee, place, unixMs), arrivesMs: Math.round(sentMs + random.between(200, 3_000)) };
  }
}
