import { seededRandom } from '../presence/seeded-random.ts';

/** A position as a row of the history, without tenant, tracker and dedupe. */
export interface GeneratedPosition {
  /** Unix milliseconds, whole seconds as satellites tell them. */
  readonly recordedAt: number;
  readonly latitudeE7: number;
  readonly longitudeE7: number;
  readonly altitudeCentimeters: number | null;
  readonly accuracyCentimeters: number | null;
  readonly speedMillimetersPerSecond: number | null;
  readonly headingCentidegrees: number | null;
  readonly eventKind: number;
  readonly batteryPercent: number | null;
  readonly attributes: string | null;
  readonly receivedAt: number;
  readonly appendedAt: number;
  readonly offset: number;
}

const DAY_MS = 86_400_000;
const METERS_PER_E7 = 0.011132;
/** Entries that a partition of the log gets in a second where ten thousand trackers report every ten seconds. */
const ENTRIES_PER_SECOND = 62;

/**
 * A tracker's day, the same for the same tracker and day. Two thirds are people with phones: eight hours of work in
 * which they walk and stand, fixes every ten seconds, whatever Android tells. One third are vehicles with a tracker on
 * board: drives between stops, fixes every five seconds and while parked every minute, whole km/h, degrees and metres,
 * satellites and ignition. Places wander about the truth by some metres, slowly, as those of satellites do.
 */
export function* generateDay(tracker: number, day: number): Generator<GeneratedPosition, void> {
  const random = seededRandom(tracker * 7_919 + day * 104_729 + 1);
  const motion: Motion = {
    random,
    isVehicle: tracker % 3 === 0,
    latitude: 472_000_000 + (tracker % 100) * 400_000,
    longitude: 83_000_000 + Math.floor(tracker / 100) * 600_000,
    course: random() * 360,
    speed: 0,
    error: { latitude: 0, longitude: 0, altitude: 0, accuracy: 0 },
  };
  const [begin, end] = motion.isVehicle ? [0, DAY_MS] : [6 * 3_600_000, 14 * 3_600_000];
  let phase = { until: begin, moves: false };
  for (let at = begin; at < end;) {
    if (at >= phase.until) phase = { until: at + (0.1 + random()) * 1_800_000, moves: !phase.moves };
    const stepMs = motion.isVehicle ? (phase.moves ? 5_000 : 60_000) : random() < 0.03 ? 11_000 : 10_000;
    move(motion, { stepMs, moves: phase.moves });
    yield observed(motion, { recordedAt: day * DAY_MS + Math.floor(at / 1_000) * 1_000, moves: phase.moves });
    at += stepMs;
  }
}

interface Motion {
  readonly random: () => number;
  readonly isVehicle: boolean;
  latitude: number;
  longitude: number;
  /** Degrees and metres per second. */
  course: number;
  speed: number;
  /** How far what is observed is off: metres. */
  readonly error: { latitude: number; longitude: number; altitude: number; accuracy: number };
}

function move(motion: Motion, { stepMs, moves }: { stepMs: number; moves: boolean }): void {
  const usual = motion.isVehicle ? 14 : 1.3;
  motion.speed = moves ? Math.max(0.3, motion.speed * 0.8 + usual * 0.2 + normal(motion.random) * usual * 0.15) : 0;
  motion.course += moves ? normal(motion.random) * (motion.isVehicle ? 8 : 15) : 0;
  const meters = (motion.speed * stepMs) / 1_000 / METERS_PER_E7;
  motion.latitude += meters * Math.cos((motion.course * Math.PI) / 180);
  motion.longitude += (meters * Math.sin((motion.course * Math.PI) / 180)) / 0.68;
  // What stands still is held in place by its receiver.
  const [keep, noise] = motion.isVehicle && !moves ? [1, 0] : [0.95, motion.isVehicle ? 0.4 : 0.8];
  for (const axis of ['latitude', 'longitude', 'altitude', 'accuracy'] as const) {
    motion.error[axis] = motion.error[axis] * keep + normal(motion.random) * noise;
  }
}

function observed(motion: Motion, { recordedAt, moves }: { recordedAt: number; moves: boolean }): GeneratedPosition {
  const { random, isVehicle, error } = motion;
  const receivedAt = recordedAt + Math.round(350 + 250 * Math.exp(normal(random) * 0.8));
  const secondsOfAll = receivedAt / 1_000 - 1_700_000_000;
  const course = (((motion.course % 360) + 360) % 360) * 100;
  return {
    recordedAt,
    latitudeE7: Math.round(motion.latitude + error.latitude / METERS_PER_E7),
    longitudeE7: Math.round(motion.longitude + error.longitude / METERS_PER_E7),
    altitudeCentimeters: isVehicle
      ? Math.round(412 + error.altitude) * 100
      : Math.round(4_120 + error.altitude * 10) * 10,
    accuracyCentimeters: isVehicle ? null : Math.round(450 + Math.abs(error.accuracy) * 90),
    speedMillimetersPerSecond: isVehicle
      ? Math.round((Math.round(motion.speed * 3.6) / 3.6) * 1_000)
      : Math.round(motion.speed * 100) * 10,
    headingCentidegrees: isVehicle ? (Math.round(course / 100) % 360) * 100 : moves ? Math.floor(course) : null,
    eventKind: 0,
    batteryPercent: isVehicle ? null : 100 - Math.floor((recordedAt % DAY_MS) / 1_200_000),
    attributes: isVehicle
      ? `{"ignition": ${moves}, "satellites": ${Math.min(20, Math.max(4, Math.round(13 + error.accuracy)))}}`
      : null,
    receivedAt,
    appendedAt: receivedAt + 4 + Math.floor(random() * 9),
    offset: Math.max(0, Math.round(secondsOfAll * ENTRIES_PER_SECOND + normal(random) * 20)),
  };
}

/** Normally distributed, standard deviation 1 (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
