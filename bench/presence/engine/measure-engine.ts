import {
  createFenceSet,
  DEFAULT_RULES,
  derivePresence,
  PLAIN_RULES,
  takeFix,
  UNSEEN,
  type Fix,
  type KnownFences,
  type PresenceRules,
  type TrackerState,
} from '@trekker/geofences';
import { cpuMicroseconds, rounded } from '../cpu-time.ts';
import { shapeOf } from '../index/fence-grid-contender.ts';
import { LAYOUTS, type Layout, type Position } from '../index/layouts.ts';
import type { Measured } from '../measured.ts';
import { CONFIRM_FIXES, peerVisits, type VisitCounts } from './peer.ts';
import { drawTracks, type TrackFix } from './tracks.ts';

const TARGETS = { timesPeer: 5, dayMilliseconds: 20 };
const RUNS = 3;
/** A fix every ten seconds. */
const DAY = { fixes: 8_640, everyMs: 10_000 };

/** The same states in a row: what the peer does too. */
const SAME_RULES: PresenceRules = {
  ...PLAIN_RULES,
  enterConfirmFixes: CONFIRM_FIXES,
  exitConfirmFixes: CONFIRM_FIXES,
};

/** Positions to visits, states included, beside what is done without an engine; and a day of one tracker derived anew. */
export function measureEngine(): Promise<Measured> {
  const compared = [
    compare('1,000 geofences over 1° × 1°', LAYOUTS.spread(1_000), 100),
    compare('10,000 geofences over 1° × 1°', LAYOUTS.spread(10_000), 100),
    compare('1,000 zones on two sites', LAYOUTS.sites(1_000), 15),
  ];
  const days = [oneDay('plain rule', PLAIN_RULES), oneDay('defaults of a work zone', DEFAULT_RULES.WORK_ZONE)];
  return Promise.resolve({
    tables: { 'fixes per CPU-second, to visits': compared, 'a day of one tracker derived anew': days },
    figures: { compared, days, targets: TARGETS },
  });
}

/** @param stepMeters how far trackers get from one fix to the next. */
function compare(layout: string, { rings, points }: Layout, stepMeters: number) {
  const tracks = drawTracks({ starts: points, trackers: 200, fixes: 500, everyMs: DAY.everyMs, stepMeters });
  const fences = fencesOf(rings, SAME_RULES);
  const fixes = tracks.map(fixOf);
  const peer = best(tracks, peerVisits(rings, tracks));
  const ours = best(tracks, () => engineVisits(tracks, fixes, fences));
  const agrees = JSON.stringify(ours.counts) === JSON.stringify(peer.counts);
  if (!agrees)
    throw new Error(`${layout}: ${JSON.stringify(ours.counts)} visits, the peer found ${JSON.stringify(peer.counts)}`);
  const times = rounded(ours.perSecond / peer.perSecond);
  const row = { trekker: rounded(ours.perSecond), 'flatbush + hao': rounded(peer.perSecond), times };
  return { layout, visits: ours.counts.began, ...row, met: times >= TARGETS.timesPeer };
}

function best(tracks: readonly TrackFix[], work: () => VisitCounts) {
  let counts: VisitCounts = { began: 0, ended: 0 };
  const cpu = Array.from({ length: RUNS }, () => cpuMicroseconds(() => void (counts = work())));
  return { counts, perSecond: tracks.length / (Math.min(...cpu) / 1e6) };
}

function engineVisits(tracks: readonly TrackFix[], fixes: readonly Fix[], fences: KnownFences): VisitCounts {
  const states = new Map<number, TrackerState>();
  const counts = { began: 0, ended: 0 };
  for (const [index, { tracker }] of tracks.entries()) {
    const fix = fixes[index];
    if (!fix) continue;
    const { state, steps } = takeFix(states.get(tracker) ?? UNSEEN, fix, fences);
    states.set(tracker, state);
    for (const { closed } of steps) if (closed) counts.ended += 1;
  }
  const lasting = [...states.values()].flatMap(({ standings }) => [...standings.values()]);
  const open = lasting.filter(({ phase }) => phase === 'INSIDE' || phase === 'EXITING').length;
  return { began: counts.ended + open, ended: counts.ended };
}

function oneDay(rules: string, given: PresenceRules) {
  const { rings, points } = LAYOUTS.sites(1_000);
  const tracks = drawTracks({ starts: points, trackers: 1, ...DAY, stepMeters: 15 });
  const fences = fencesOf(rings, given);
  const fixes = tracks.map(fixOf);
  let visits = 0;
  const cpu = Array.from({ length: RUNS }, () =>
    cpuMicroseconds(() => void (visits = derivePresence({ fixes, fences, until: Infinity }).length)),
  );
  const milliseconds = rounded(Math.min(...cpu) / 1_000);
  return { rules, fixes: fixes.length, visits, milliseconds, met: milliseconds <= TARGETS.dayMilliseconds };
}

function fencesOf(rings: readonly (readonly Position[])[], rules: PresenceRules): KnownFences {
  const set = createFenceSet();
  const version = { kind: 'shaped', number: 1, edit: 1, validFrom: 0, rules } as const;
  set.add(rings.map((ring, index) => ({ ...version, geofenceId: String(index), shape: shapeOf(ring) })));
  set.reached(1);
  return set.knownAt(1);
}

function fixOf({ tracker, recordedAt, latitude, longitude }: TrackFix): Fix {
  const key = { trackerId: `00000000-0000-7000-8000-${String(tracker).padStart(12, '0')}`, recordedAt, dedupe: 0n };
  return { key, recordedAt, latitude, longitude, accuracyMeters: null, altitudeMeters: null, isOff: false };
}
