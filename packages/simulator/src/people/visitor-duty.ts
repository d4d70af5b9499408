import { createJourney, drawStop } from '../movers/journey.ts';
import { delayed, legAt } from '../movers/leg.ts';
import type { Duty } from '../movers/mover.ts';
import { createRandom } from '../random.ts';
import type { Stop } from '../site/routes.ts';
import type { SimulatedPerson } from './create-population.ts';

const MINUTE_MS = 60_000;

/** How far guests walk behind their host. */
const BEHIND_MS = 3_000;

/**
 * A visit: off the ferry to the gate, wait for the host, every step of the tour behind them, and back to the ferry. Null
 * where the host gives no tour that day.
 */
export function visitorDuty({ visitor, host }: { visitor: SimulatedPerson; host: Duty }): Duty | null {
  const { ground } = visitor.site;
  const { tour, day } = host;
  const meeting = tour && legAt(host.legs, tour.fromMs)?.route.points[0];
  const gate = ground.areas.get('main-gate');
  if (!tour || !meeting || !gate) return null;
  const random = createRandom(visitor.seed, visitor.identifier, 'visit', day);
  const landing = drawStop(ground, 'ferry-landing', random);
  const atGate: Stop = { areaId: gate.id, spot: meeting, doors: gate.doors };
  const speedMetersPerSecond = visitor.strideMetersPerSecond;
  const begin = (start: Stop, startMs: number) => createJourney({ ground, start, startMs, speedMetersPerSecond });

  const wayMs = begin(landing, 0).wayMs(atGate);
  const fromMs = tour.fromMs - wayMs - random.between(4, 10) * MINUTE_MS;
  const coming = begin(landing, fromMs);
  coming.stayUntil(fromMs + random.between(1, 3) * MINUTE_MS);
  coming.moveTo(atGate);
  coming.stayUntil(tour.fromMs + BEHIND_MS);
  const shared = host.legs.filter((leg) => leg.fromMs >= tour.fromMs && leg.untilMs <= tour.untilMs);
  const leaving = begin(atGate, tour.untilMs + BEHIND_MS);
  leaving.moveTo(landing);
  leaving.stayUntil(leaving.now() + random.between(2, 5) * MINUTE_MS);
  const legs = [...coming.legs, ...shared.map((leg) => delayed(leg, BEHIND_MS)), ...leaving.legs];
  return { day, fromMs, untilMs: leaving.now(), legs };
}
