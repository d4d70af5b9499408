import { localTime } from './local-time.ts';
import type { Sheet, SheetLine } from './sheet.ts';

const COLUMNS = [
  'group',
  'name',
  'person_id',
  'company',
  'accounted',
  'state',
  'by',
  'since',
  'station',
  'own_stations',
  'origin',
  'last_zone',
  'silent_since',
  'printed_at',
  'time_zone',
  'position_id',
  'latitude',
  'longitude',
  'accuracy_m',
  'located_at',
  'located_in',
];

/** Comma-separated values (RFC 4180), one line per person; instants as the site's clock shows them. */
export function csvOf(sheet: Sheet): string {
  const lines = sheet.groups.flatMap(({ title, lines }) => lines.map((line) => valuesOf(title, line, sheet)));
  return [COLUMNS, ...lines].map((values) => `${values.map(quoted).join(',')}\r\n`).join('');
}

function valuesOf(title: string, line: SheetLine, { timeZone, printedAt }: Sheet): string[] {
  const at = (instant: number | null) => (instant === null ? '' : localTime(instant, timeZone));
  const { accounted, state, by, since, silentSince } = line;
  const who = [title, line.name ?? '', line.personId, line.company];
  const how = [accounted ? 'yes' : 'no', state, by ?? '', by ? at(since) : '', line.station, line.ownStations];
  const last = [line.origin, line.lastZone, at(silentSince), at(printedAt), timeZone];
  return [...who, ...how, ...last, ...locatedValues(line, at)];
}

function locatedValues({ located }: SheetLine, at: (instant: number) => string): string[] {
  if (!located) return ['', '', '', '', '', ''];
  const { positionId, latitude, longitude, accuracyMeters, recordedAt, zone } = located;
  return [positionId, latitude.toFixed(7), longitude.toFixed(7), String(accuracyMeters ?? ''), at(recordedAt), zone];
}

/** Spreadsheets take text that begins like a formula for one; an apostrophe keeps it text. */
function quoted(value: string): string {
  if (/^-?\d+(\.\d+)?$/.test(value)) return value;
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
