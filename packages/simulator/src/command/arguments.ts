import { parseArgs } from 'node:util';
import type { DeviceListener } from '../feed/device-sender.ts';
import { DEVICE_TALKS } from '../feed/device-talk.ts';
import { type EpochDay, dateOf } from '../time/local-day.ts';

/** What a simulation is asked for. */
export interface SimulateArguments {
  readonly seed: number;
  readonly people: number;
  readonly vehicles: number;
  /** The first day; null: so many days before today that today is the first that is left out. */
  readonly from: EpochDay | null;
  readonly days: number;
  /** From one place to the next on everybody's path, in milliseconds; null leaves paths out. */
  readonly pathsMs: number | null;
  /** File of the truth; null is standard output. */
  readonly out: string | null;
  /** The door to report to; null reports nothing. */
  readonly url: URL | null;
  /** Where vehicles report to over connections of their own; null: through the door as phones do. */
  readonly trackers: DeviceListener | null;
  /** Milliseconds of the site in one of life until it has caught up. */
  readonly rate: number;
  readonly intervalMs: number;
}

/** How to call the command. */
export const USAGE = `npm run simulate -- [--seed <n>] [--people <n>] [--vehicles <n>] [--from <YYYY-MM-DD>] [--days <n>]
    [--paths <seconds>] [--out <file>]
    [--url <door> [--trackers <protocol>://<host>:<port>] [--rate <n>] [--interval <seconds>]]

Writes what truly happens on the simulated terminal, whatever its trackers say, as lines of JSON. The same call gives the
same lines.

  --seed      what decides everything, 0 to 4294967295, 7 when absent, as in the demo
  --people    0 to 10000, 40 when absent; more never change the first
  --vehicles  0 to 1000, 6 when absent
  --from      the first day, by the terminal's clocks; when absent the days are the last before today
  --days      1 to 366, 1 when absent
  --paths     write everybody's place every so many seconds too, 1 to 86400
  --out       the file to write to, made anew; standard output when absent
  --url       let the trackers report to a running product: the link of a door, http://localhost:5055/i/<token>/
  --trackers  let vehicles speak a protocol of trackers to its listener, teltonika://localhost:5027:
              ${Object.keys(DEVICE_TALKS).join(', ')}
  --rate      how much faster than life the reported days pass until they have caught up with it, 2 to 10000, 20 when absent
  --interval  seconds between two reports of a tracker, 1 to 3600, 10 when absent

A line for each person and day: identifier, name, date, firstInMs, lastOutMs, onSiteSeconds, breakSeconds,
visits [{zoneId, fromMs, toMs}], deceived (why the phone cannot have told the same). Times are Unix milliseconds.
With --paths a line for each moment somebody or something is there: identifier, atMs, latitude, longitude, areaId, by
person or vehicle and time.

With --url the truth is written first, then trackers report from the first moment of --from to the last of --days, and
what is still to come in real time; Ctrl-C ends it. Trackers are named phone-101, phone-102, … and unit-201, …; the tenant of the
door must know them, else their reports go to its quarantine. With --trackers vehicles call themselves by as many digits
as the protocol has, 900000000000201 for unit-201; devices are claimed by \`npm run devices\`. Ends with 2 when called
wrongly.`;

/** A call that cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Fails with a {@link UsageError} that names the option and what it got. */
export function readArguments(args: readonly string[]): SimulateArguments {
  const given = parse(args);
  const whole = (name: 'seed' | 'people' | 'vehicles' | 'days' | 'paths' | 'rate' | 'interval', range: Range) => {
    const text = given[name] ?? String(range.otherwise);
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    throw new UsageError(`--${name} must be a whole number from ${range.min} to ${range.max}, got ${text}`);
  };
  for (const name of ['trackers', 'rate', 'interval'] as const)
    if (given[name] !== undefined && given.url === undefined) throw new UsageError(`--${name} needs --url`);
  return {
    seed: whole('seed', { min: 0, max: 2 ** 32 - 1, otherwise: 7 }),
    people: whole('people', { min: 0, max: 10_000, otherwise: 40 }),
    vehicles: whole('vehicles', { min: 0, max: 1_000, otherwise: 6 }),
    from: given.from === undefined ? null : dayOf(given.from),
    days: whole('days', { min: 1, max: 366, otherwise: 1 }),
    pathsMs: given.paths === undefined ? null : whole('paths', { min: 1, max: 86_400, otherwise: 60 }) * 1000,
    out: given.out ?? null,
    url: given.url === undefined ? null : doorOf(given.url),
    trackers: given.trackers === undefined ? null : listenerOf(given.trackers),
    rate: whole('rate', { min: 2, max: 10_000, otherwise: 20 }),
    intervalMs: whole('interval', { min: 1, max: 3_600, otherwise: 10 }) * 1000,
  };
}

interface Range {
  readonly min: number;
  readonly max: number;
  /** When nothing is given. */
  readonly otherwise: number;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const counts = { seed: text, people: text, vehicles: text, days: text, paths: text, rate: text, interval: text };
  try {
    return parseArgs({
      args: [...args],
      options: { ...counts, from: text, out: text, url: text, trackers: text },
      strict: true,
    }).values;
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

function dayOf(text: string): EpochDay {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / 86_400_000 : Number.NaN;
  // The parser takes the 30th of February for the 2nd of March.
  if (!Number.isNaN(day) && dateOf(day) === text) return day;
  throw new UsageError(`--from must be a day like 2026-11-16, got ${text}`);
}

function doorOf(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && /^\/(?:.+\/)?i\/[^/]+\/?$/.test(url.pathname)) {
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  }
  throw new UsageError(`--url must be the link of a door like http://localhost:5055/i/<token>/, got ${text}`);
}

function listenerOf(text: string): DeviceListener {
  const [, protocol = '', host = '', port = ''] = /^([a-z\d]+):\/\/(.+):(\d{1,5})\/?$/u.exec(text) ?? [];
  const listener = { protocol, host: host.replace(/^\[(.*)\]$/u, '$1'), port: Number(port) };
  if (protocol in DEVICE_TALKS && listener.port > 0 && listener.port < 65_536) return listener;
  throw new UsageError(`--trackers must be a protocol and its listener like teltonika://localhost:5027, got ${text}`);
}
