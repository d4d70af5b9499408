import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

/** A recording small enough to work out by hand, as files of the formats the command takes. */
export interface SmallRecording {
  readonly positions: string;
  readonly zones: string;
  readonly expected: string;
  /** The same truth with one transition left out and one invented. */
  readonly wrong: string;
}

/** A square of about 1.1 km, and a bow tie that no product may take. */
const SQUARE = [[10, 50], [10.01, 50], [10.01, 50.01], [10, 50.01], [10, 50]]; // prettier-ignore
const BOW_TIE = [[11, 50], [11.01, 50.01], [11.01, 50], [11, 50.01], [11, 50]]; // prettier-ignore

const IN = '50.005,10.005';
const OUT = '50.005,10.02';
const POSITIONS = [
  ['ada', 1_000_000_000, OUT],
  ['ben', 1_000_000_000, IN],
  ['ada', 1_000_000_060, IN],
  ['ben', 1_000_000_060, IN],
  ['ada', 1_000_000_120, IN],
  ['ben', 1_000_000_120, OUT],
  ['ada', 1_000_000_180, OUT],
  ['ben', 1_000_000_180, IN],
];
const EVENTS = [
  '1000000000,ben,box:1,enter',
  '1000000060,ada,box:1,enter',
  '1000000120,ben,box:1,exit',
  '1000000180,ada,box:1,exit',
  '1000000180,ben,box:1,enter',
];

/** Writes the recording into a folder that is gone after the test. */
export function smallRecording(t: TestContext): SmallRecording {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-recording-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), gzipSync(text));
    return join(folder, name);
  };
  const features = [SQUARE, BOW_TIE].map((ring, index) => ({
    type: 'Feature',
    id: String(index + 1),
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring] },
  }));
  return {
    positions: write('positions.csv.gz', ['id,t,lat,lon', ...POSITIONS.map(String)].join('\n')),
    zones: write('zones.geojson.gz', JSON.stringify({ type: 'FeatureCollection', features })),
    expected: write('events.csv.gz', ['t,id,zone,event', ...EVENTS].join('\n')),
    wrong: write('wrong.csv.gz', ['t,id,zone,event', ...EVENTS.slice(1), '1000000120,ada,box:1,exit'].join('\n')),
  };
}
