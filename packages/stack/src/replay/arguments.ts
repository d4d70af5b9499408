import { parseArgs } from 'node:util';

import type { Environment } from '@trekker/kit';

import type { Rules } from './install-zones.ts';
import type { ZoneSource } from './read-zones.ts';
import type { RemoteOptions } from './remote-product.ts';

/** What a replay is asked for. */
export interface ReplayArguments {
  readonly positions: string;
  readonly zones: readonly ZoneSource[];
  readonly expected: string;
  readonly limit: number;
  readonly rules: Rules;
  /** The product to use; null starts one. */
  readonly remote: RemoteOptions | null;
}

/** How to call the command. */
export const USAGE = `npm run replay -- --positions <csv.gz> --zones <name>=<geojson.gz>[,<name>=<geojson.gz>…]
    --expected <geofence-events.csv.gz> [--limit <fixes>] [--rules plain|default]
    [--url <product> --token <ingest token>]

Sends recorded positions through the HTTP intake and compares the visits the product derives with a brute-force truth.

  --positions  columns id,t,lat,lon (t in Unix seconds), each tracker's fixes by time
  --zones      GeoJSON FeatureCollections; a feature becomes the geofence <name>:<id>
  --expected   columns t,id,zone,event (enter or exit); only zones it names are compared
  --limit      send only so many fixes from the beginning
  --rules      plain: first fix inside enters, first outside leaves (the default); default: those of a work zone
  --url        GraphQL base address of a running product, http://localhost:4000; without it one is started in a
               temporary folder and removed afterwards
  --token      token of a door of the tenant, the part of its address behind /i/

With --url these environment variables count:
  TREKKER_TOKEN        an access token of an administrator of that tenant, valid for as long as the replay takes; the
                       developer token that \`npm start\` prints is one
  TREKKER_DEVICES_URL  base address of the HTTP intake; port 5055 of the host of --url when absent
A zone with more vertices than the product's TREKKER_GATEWAY_MAX_BODY_BYTES allows for is an error.

Progress goes to standard error. Then one line of JSON on standard output:
  sent, accepted, duplicates, rejected  fixes, by what the intake answered
  transitions     transitions of the truth that were compared
  missing         of these, what the product did not derive
  unexpected      what it derived and the truth does not have
  explained       differences, in neither of both, where every deciding fix lies within 0.05 m of the boundary
  fixesPerSecond  from the first request to the last acknowledgement
Ends with 1 when anything is missing or unexpected under plain rules, with 2 when called wrongly.`;

/** A call that cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Fails with a {@link UsageError}. */
export function readArguments(args: readonly string[], environment: Environment): ReplayArguments {
  const given = parse(args);
  const required = (name: 'positions' | 'zones' | 'expected') => {
    const value = given[name];
    if (!value) throw new UsageError(`--${name} is missing`);
    return value;
  };
  const { rules = 'plain' } = given;
  if (rules !== 'plain' && rules !== 'default') throw new UsageError(`--rules must be plain or default, got ${rules}`);
  return {
    positions: required('positions'),
    zones: required('zones').split(',').map(zoneSource),
    expected: required('expected'),
    limit: given.limit === undefined ? Number.POSITIVE_INFINITY : count(given.limit),
    rules,
    remote: remoteOf(given, environment),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { positions: text, zones: text, expected: text, limit: text, rules: text, url: text, token: text };
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

function zoneSource(text: string): ZoneSource {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError(`--zones must be <name>=<geojson.gz>, got ${text}`);
  return { name: text.slice(0, at), path: text.slice(at + 1) };
}

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--limit must be a whole number above 0, got ${text}`);
  return Number(text);
}

function remoteOf({ url, token }: { url?: string; token?: string }, environment: Environment): RemoteOptions | null {
  if (url === undefined) {
    if (token !== undefined) throw new UsageError('--token needs --url');
    return null;
  }
  if (!token) throw new UsageError('--url needs --token, the ingest token of a door');
  const accessToken = environment['TREKKER_TOKEN'];
  if (!accessToken) throw new UsageError('--url needs TREKKER_TOKEN, an access token of the tenant’s administrator');
  const base = address('--url', url);
  const devices = environment['TREKKER_DEVICES_URL'] || `${base.protocol}//${base.hostname}:5055`;
  return { url: base, devicesUrl: address('TREKKER_DEVICES_URL', devices), ingestToken: token, accessToken };
}

function address(name: string, text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === 'http:') return url;
  throw new UsageError(`${name} must be an address like http://localhost:4000, got ${text}`);
}
