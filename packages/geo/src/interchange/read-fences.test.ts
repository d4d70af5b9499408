import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, multiPolygon, polygon } from '../../test/shapes.ts';
import { readFences } from './read-fences.ts';

const options = { corridorWidthMeters: 12, waypointRadiusMeters: 34 };
const square = box([0, 0], [4, 4]);
const lake = box([1, 1], [2, 2]);
const none = { name: null, description: null, boundary: null, line: null, widthMeters: null, circle: null };
const line = {
  type: 'LineString',
  coordinates: [
    [1, 2],
    [3, 4],
  ],
};
const feature = (geometry: unknown, properties: unknown = null) => ({ type: 'Feature', properties, geometry });
const geoJson = (...features: unknown[]) =>
  readFences(JSON.stringify({ type: 'FeatureCollection', features }), 'GEOJSON', options);
const kml = (body: string) => readFences(`<kml><Document>${body}</Document></kml>`, 'KML', options);
const gpx = (body: string) => readFences(`<?xml version="1.0"?><gpx version="1.1">${body}</gpx>`, 'GPX', options);

test('reads polygons, lines and points of GeoJSON, with their names and sizes', () => {
  const { fences, refused } = geoJson(
    feature(polygon(square), { name: 'Yard', description: 'north' }),
    feature(line, { widthMeters: 7 }),
    feature(line),
    feature({ type: 'Point', coordinates: [5, 6, 100] }, { radiusMeters: 8, name: 7 }),
    feature({ type: 'Point', coordinates: [5, 6] }),
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(fences, [
    { ...none, name: 'Yard', description: 'north', boundary: polygon(square) },
    { ...none, line, widthMeters: 7 },
    { ...none, line, widthMeters: 12 },
    { ...none, circle: { longitude: 5, latitude: 6, radiusMeters: 8 } },
    { ...none, circle: { longitude: 5, latitude: 6, radiusMeters: 34 } },
  ]);
});

test('makes one boundary of the polygons of a collection and a corridor of each of its lines', () => {
  const inner = { type: 'GeometryCollection', geometries: [multiPolygon([lake]), line] };
  const { fences } = geoJson(feature({ type: 'GeometryCollection', geometries: [polygon(square), inner] }));
  assert.deepEqual(fences, [
    { ...none, boundary: multiPolygon([square], [lake]) },
    { ...none, line, widthMeters: 12 },
  ]);
  const bare = readFences(`\uFEFF${JSON.stringify(polygon(square))}`, 'GEOJSON', options);
  assert.deepEqual(bare.fences, [{ ...none, boundary: polygon(square) }]);
});

test('lists bad features with name, index and reason and reads the others', () => {
  const { fences, refused } = geoJson(
    feature(null, { name: 'Nothing' }),
    feature(polygon(square)),
    feature({ type: 'Heap' }, { name: 'Heap' }),
    feature({ type: 'Point', coordinates: ['5', 6] }),
    7,
  );
  assert.equal(fences.length, 1);
  assert.deepEqual(
    refused.map(({ index, name, code }) => [index, name, code]),
    [
      [0, 'Nothing', 'NO_GEOMETRY'],
      [2, 'Heap', 'UNSUPPORTED_TYPE'],
      [3, null, 'NOT_A_POSITION'],
      [4, null, 'UNSUPPORTED_TYPE'],
    ],
  );
});

test('reads placemarks of KML in any folder', () => {
  const ring = '<LinearRing><coordinates>0,0,5 4,0,5\n 4,4,5 0,4,5 0,0,5</coordinates></LinearRing>';
  const hole =
    '<innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,2 1,1</coordinates></LinearRing></innerBoundaryIs>';
  const drawn = `<Polygon><outerBoundaryIs>${ring}</outerBoundaryIs>${hole}</Polygon>`;
  const label = '<Point><coordinates>2,2</coordinates></Point>';
  const { fences, refused } = kml(`
    <Folder><k:Placemark xmlns:k="x"><name>A &amp; B &#8211; &#x43;</name><description><![CDATA[<b>&amp;</b>]]></description>${drawn}</k:Placemark></Folder>
    <Placemark><MultiGeometry>${drawn}<MultiGeometry><Polygon><outerBoundaryIs>${ring}</outerBoundaryIs></Polygon></MultiGeometry>${label}</MultiGeometry></Placemark>
    <Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString><ExtendedData><Data name="widthMeters"><value>7.5</value></Data></ExtendedData></Placemark>
    <Placemark>${label}</Placemark>`);
  assert.deepEqual(refused, []);
  assert.deepEqual(fences, [
    { ...none, name: 'A & B – C', description: '<b>&amp;</b>', boundary: polygon(square, lake) },
    { ...none, boundary: multiPolygon([square, lake], [square]) },
    { ...none, line, widthMeters: 7.5 },
    { ...none, circle: { longitude: 2, latitude: 2, radiusMeters: 34 } },
  ]);
});

test('lists bad placemarks and reads the others', () => {
  const { fences, refused } = kml(`
    <Placemark><name>Empty</name></Placemark>
    <Placemark><name>Gap</name><LineString><coordinates>1,2 3,x 5,6</coordinates></LineString></Placemark>
    <Placemark><Polygon></Polygon></Placemark>
    <Placemark><Model/></Placemark>
    <Placemark><Point><coordinates>2,2</coordinates></Point></Placemark>`);
  assert.equal(fences.length, 1);
  assert.deepEqual(
    refused.map(({ index, name, code, message }) => [index, name, code, message]),
    [
      [0, 'Empty', 'NO_GEOMETRY', 'the feature has no geometry'],
      [1, 'Gap', 'NOT_A_POSITION', 'the LineString has at point 2 no longitude and latitude: "3,x"'],
      [2, null, 'NO_GEOMETRY', 'the polygon has no outer boundary'],
      [3, null, 'UNSUPPORTED_TYPE', 'a geofence is drawn as a KML Polygon, LineString or Point; got Model'],
    ],
  );
});

test('reads waypoints, routes and tracks of GPX, closed ones as boundaries', () => {
  const points = (name: string, positions: readonly (readonly [number, number])[]) =>
    positions.map(([x, y]) => `<${name} lat="${y}" lon="${x}"><ele>5</ele></${name}>`).join('');
  const segment = (positions: readonly (readonly [number, number])[]) =>
    `<trkseg>${points('trkpt', positions)}</trkseg>`;
  const open: [number, number][] = [
    [1, 2],
    [3, 4],
  ];
  const { fences, refused } = gpx(`
    <wpt lat="6" lon="5"><name>Gate</name><desc>west</desc></wpt>
    <wpt lat="x" lon="5"/>
    <rte>${points('rtept', square)}</rte>
    <trk><name>Round</name>${segment(lake)}${segment(square)}${segment(open)}<trkseg/></trk>
    <trk></trk>`);
  assert.deepEqual(fences, [
    { ...none, name: 'Gate', description: 'west', circle: { longitude: 5, latitude: 6, radiusMeters: 34 } },
    { ...none, boundary: polygon(square) },
    { ...none, name: 'Round', boundary: polygon(square, lake) },
    { ...none, name: 'Round', line, widthMeters: 12 },
  ]);
  assert.deepEqual(
    refused.map(({ index, code }) => [index, code]),
    [
      [1, 'NOT_A_POSITION'],
      [4, 'NO_GEOMETRY'],
    ],
  );
});

for (const [name, text, format, expected] of [
  ['no JSON', '{"type":', 'GEOJSON', /not JSON/],
  ['no GeoJSON', '[1]', 'GEOJSON', /not GeoJSON/],
  ['no XML', 'hello', 'KML', /not XML/],
  ['XML that does not close', '<kml><a></kml>', 'KML', /line 1/],
  ['another kind of XML', '<html></html>', 'KML', /begins with <html>/],
  ['KML for GPX', '<kml></kml>', 'GPX', /not GPX/],
  ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>', 'KML', /document type/],
  ['elements nested without end', `<kml>${'<Folder>'.repeat(500)}${'</Folder>'.repeat(500)}</kml>`, 'KML', /nested/],
  ['nothing', '', 'GPX', /not XML/],
] as const) {
  test(`refuses a file that is ${name}`, () => {
    const { fences, refused } = readFences(text, format, options);
    assert.deepEqual(fences, []);
    assert.equal(refused.length, 1);
    assert.equal(refused[0]?.code, 'UNREADABLE_FILE');
    assert.match(refused[0].message, expected);
  });
}

test('refuses a file of more features than anybody draws', () => {
  const { refused } = geoJson(...Array.from({ length: 100_001 }, () => 1));
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['TOO_MANY_FEATURES'],
  );
});

test('reads no file of more than 100 million characters', () => {
  const { fences, refused } = readFences(' '.repeat(100_000_001), 'GEOJSON', options);
  assert.deepEqual(fences, []);
  assert.match(refused[0]?.message ?? '', /may have 100000000 characters, this has 100000001/);
});
