import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { NEW_SESSION, type PlacedFix, type Session } from '@trekker/protocols';
import { nmea } from '../src/nmea/nmea.ts';

const FILE = 'devices/gpsd-nmea.ndjson.gz';
const path = join(import.meta.dirname, '../../../../shared/data', FILE);

/** A log of a receiver with what gpsd reports of it. */
interface Log {
  readonly log: string;
  readonly nmea: readonly string[];
  readonly expected_reports: readonly Report[];
}

/** A report of gpsd; several follow one another while the sentences of an instant come in. */
interface Report {
  readonly class: string;
  readonly time?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly altMSL?: number;
  readonly speed?: number;
  readonly track?: number;
}

if (!existsSync(path)) {
  test('agrees with gpsd on logs of receivers', { skip: `needs shared/data/${FILE}` });
} else {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const logs = lines.map((line): Log => JSON.parse(line));

  test(`reads ${logs.length} logs of receivers as gpsd does, or says why not`, (context) => {
    const compared = logs.flatMap((log) => compareLog(log).map((outcome) => ({ log: log.log, outcome })));
    const table = Map.groupBy(compared, ({ outcome }) => outcome);
    const rows = [...table].toSorted(([, one], [, other]) => other.length - one.length);
    for (const [outcome, all] of rows) {
      const from = [...new Set(all.map(({ log }) => log.replace('.log', '')))];
      context.diagnostic(
        `${String(all.length).padStart(4)} × ${outcome} (${from.slice(0, 4).join(', ')}${from.length > 4 ? ' …' : ''})`,
      );
    }
    assert.deepEqual(
      compared.filter(({ outcome }) => outcome.startsWith('UNEXPLAINED')),
      [],
    );
    assert.ok((table.get('agrees')?.length ?? 0) > 540);
  });
}

/** Every fix of a log, also the last, which nothing follows. */
function fixesOf({ nmea: sentences }: Log): PlacedFix[] {
  const circumstances = {
    transport: 'tcp',
    receivedAt: Date.UTC(2026, 5, 1),
    utcOffsetSeconds: 0,
    speedUnit: null,
  } as const;
  const messages = [];
  let session: Session = { ...NEW_SESSION, identifier: 'receiver' };
  for (const frame of nmea.splitter().push(new TextEncoder().encode(`${sentences.join('\r\n')}\r\n`))) {
    const decoded = nmea.decodeFrame(frame, session, circumstances);
    messages.push(...decoded.messages);
    session = decoded.session;
  }
  messages.push(...(nmea.endSession?.(session, circumstances).messages ?? []));
  return messages.flatMap((message) => (message.kind === 'fix' ? [message.fix] : []));
}

/** One outcome a fix, and one for each group of reports that no fix is for. */
function compareLog(log: Log): string[] {
  const groups = groupsOf(log.expected_reports);
  const met = new Set<readonly Report[]>();
  let at = 0;
  const outcomes = fixesOf(log).map((fix) => {
    const found = groups.findIndex((group, index) => index >= at && timeOf(group) === fix.recordedAt);
    const group = groups[found];
    if (!group) return reasonFor(fix, log);
    at = found + 1;
    met.add(group);
    return compareFix(fix, group);
  });
  const lateBy = (group: readonly Report[]) =>
    fixesOf(log).some(({ recordedAt }) => recordedAt === timeOf(group) - WEEKS_MS);
  const left = groups.filter((group) => !met.has(group));
  return [
    ...outcomes,
    ...left.filter((group) => !lateBy(group)).map((group) => `UNEXPLAINED report ${JSON.stringify(group[0])}`),
  ];
}

const WEEKS_MS = 1024 * 7 * 86_400_000;

/** Reports with a place, those of one instant together. */
function groupsOf(reports: readonly Report[]): Report[][] {
  const groups: Report[][] = [];
  for (const report of reports) {
    if (report.class !== 'TPV' || report.time === undefined || report.lat === undefined) continue;
    const last = groups.at(-1);
    if (last && last[0]?.time === report.time) last.push(report);
    else groups.push([report]);
  }
  return groups;
}

function timeOf(group: readonly Report[]): number {
  return Date.parse(group[0]?.time ?? '');
}

/** Why no report is of the time of a fix. */
function reasonFor(fix: PlacedFix, { nmea: sentences, expected_reports: reports }: Log): string {
  if (fix.attributes.valid === false) return 'no fix: flagged as an old place here, no place there';
  const placed = reports.filter(({ lat }) => lat !== undefined);
  if (placed.length === 0)
    return sentences.some((one) => one.includes('*'))
      ? 'UNEXPLAINED silence'
      : 'no checksums: read here, not read there';
  const same = placed.filter((report) => isPlace(fix, report));
  if (same.some(({ time }) => time !== undefined && Date.parse(time) - WEEKS_MS === fix.recordedAt)) {
    return 'old log: dated as the receiver says here, 1024 weeks later there';
  }
  if (same.some(({ time }) => time === undefined))
    return 'first place, or no date yet: dated here, reported without a time there';
  const times = placed.flatMap(({ time }) => (time === undefined ? [] : [Date.parse(time)]));
  const first = Math.min(...times);
  const recordedAt = fix.recordedAt ?? 0;
  const instant = first - recordedAt > WEEKS_MS / 2 ? recordedAt + WEEKS_MS : recordedAt;
  if (instant > Math.max(...times)) return 'last instant of a log: a fix here, not reported there';
  if (same.some(({ time }) => Math.abs(Date.parse(time ?? '') - recordedAt) <= 1000)) {
    return 'sentences of one cycle with times a second apart: a fix each here, one there';
  }
  if (instant - first <= LEARNING_MS) return LEARNING;
  return `UNEXPLAINED fix ${JSON.stringify(fix)}`;
}

/** At the start of a log gpsd does not know yet which sentence is the last of an instant. */
const LEARNING_MS = 3000;
const LEARNING = 'first seconds: gpsd still learns which sentence ends a cycle';

function isPlace(fix: PlacedFix, { lat, lon }: Report): boolean {
  return near(fix.latitude, lat, 1e-8) && near(fix.longitude, lon, 1e-8);
}

/** The reports of an instant fill up as its sentences come; each number must be in one of them. */
function compareFix(fix: PlacedFix, group: readonly Report[]): string {
  if (!group.some((report) => isPlace(fix, report))) return `UNEXPLAINED place ${JSON.stringify({ fix, group })}`;
  const told = (name: 'altMSL' | 'speed' | 'track') => group.map((report) => report[name]);
  const { altitudeMeters, speedMetersPerSecond, headingDegrees } = fix;
  const agrees = (ours: number | undefined, name: 'altMSL' | 'speed' | 'track', tolerance: number) =>
    ours === undefined || told(name).some((theirs) => near(ours, theirs, tolerance));
  if (!agrees(altitudeMeters, 'altMSL', 0.006))
    return `UNEXPLAINED altitude ${altitudeMeters} ${told('altMSL').join()}`;
  if (!agrees(speedMetersPerSecond, 'speed', 0.002)) {
    return told('track').every((theirs) => theirs === undefined)
      ? LEARNING
      : `UNEXPLAINED speed ${speedMetersPerSecond} ${told('speed').join()}`;
  }
  const track = agrees(headingDegrees, 'track', 0.006);
  if (!track && told('track').every((theirs) => theirs === undefined)) return 'agrees, and no course there at rest';
  if (!track) return `UNEXPLAINED course ${headingDegrees} ${told('track').join()}`;
  if (altitudeMeters === undefined && told('altMSL').some((theirs) => theirs !== undefined)) {
    return "agrees, and an altitude there from the maker's own sentence in feet";
  }
  if (speedMetersPerSecond === undefined && told('speed').some((theirs) => theirs !== undefined)) {
    return 'agrees, and a speed there computed from two places';
  }
  return 'agrees';
}

function near(ours: number, theirs: number | undefined, tolerance: number): boolean {
  return theirs !== undefined && Math.abs(ours - theirs) <= tolerance;
}
