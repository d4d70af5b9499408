import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

const DATA = join(import.meta.dirname, '../../../../../shared/data');

/** Recorded cabs and zones, and what a brute-force computation found in them. */
export const CABS = 'positions/sf-cabs-2008.csv.gz';
export const EVENTS = 'expected/geofence-events.csv.gz';
export const HEADCOUNT = 'expected/headcount.csv.gz';
const NEIGHBORHOODS = 'polygons/sf-planning-neighborhoods.geojson.gz';
const CAMPUS = 'polygons/sfo-airport-campus.geojson.gz';

/** Recorded walkers, how many a brute-force computation counted of them each second, and its zone. */
export const WALKERS = {
  fixes: 'contacts/hermes-uo-180-180-120.csv.gz',
  counted: 'expected/headcount-hermes-uo-180-180-120.csv.gz',
  zone: 'expected/headcount-hermes-uo-180-180-120-zone.geojson',
};

/** Whether whole files are used. */
export const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so

/** Where a file of the recorded data lies. */
export function dataPath(file: string): string {
  return join(DATA, file);
}

/** The zones, as the command takes them. */
export const ZONES = [
  { name: 'sf', path: dataPath(NEIGHBORHOODS) },
  { name: 'sfo', path: dataPath(CAMPUS) },
];

/** Runs a test with recorded data, or skips it by the name of the file that is not there. */
export function testWithData(
  name: string,
  body: (t: TestContext) => Promise<void>,
  files: readonly string[] = [CABS, EVENTS, HEADCOUNT, NEIGHBORHOODS, CAMPUS],
): void {
  const missing = files.find((file) => !existsSync(dataPath(file)));
  test(name, { skip: missing === undefined ? false : `../shared/data/${missing} is absent` }, body);
}
