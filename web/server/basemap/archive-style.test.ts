import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { TileType, type Header } from 'pmtiles';
import { archiveStyle } from './archive-style.ts';
import { safeAttribution } from './attribution.ts';

const PROTOMAPS = ['boundaries', 'buildings', 'earth', 'landcover', 'landuse', 'places', 'pois', 'roads', 'water'];
const HEADER = { minZoom: 0, maxZoom: 15, minLon: 8, minLat: 53, maxLon: 9, maxLat: 54, tileType: TileType.Mvt };

function styleOf(about: { layers?: string[]; attribution?: string; header?: object; theme?: 'light' | 'dark' } = {}) {
  const { layers = PROTOMAPS, attribution = '', header = {}, theme = 'light' } = about;
  const archive = { header: { ...HEADER, ...header } as unknown as Header, metadata: { layers, attribution } };
  return archiveStyle(archive, { theme, language: 'de', tiles: 'http://own.example/basemap/tiles/{z}/{x}/{y}' });
}

suite('archiveStyle', () => {
  test('is a valid style for every kind of archive, in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const kinds = [{}, { layers: ['water', 'streets'] }, { layers: [] }, { header: { tileType: TileType.Png } }];
      for (const kind of kinds) assert.deepEqual(validateStyleMin(styleOf({ ...kind, theme })), []);
    }
  });

  test('asks for nothing but tiles: no glyphs, no sprite, no images, no fonts but those of the device', () => {
    const text = JSON.stringify(styleOf());
    assert.doesNotMatch(text, /glyphs|sprite|icon-|Noto|pgf:/);
    assert.deepEqual(text.match(/https?:[^"]*/g), ['http://own.example/basemap/tiles/{z}/{x}/{y}']);
    assert.match(text, /"text-font":\["system-ui","sans-serif"\]/);
  });

  test('draws the Protomaps schema with names in the language of the viewer', () => {
    const { layers } = styleOf();
    const names = layers.find(({ id }) => id === 'places_locality');
    assert.match(JSON.stringify(names), /"name:de"/);
    assert.equal(layers.filter(({ type }) => type === 'background').length, 1);
  });

  test('draws areas and lines of any other schema', () => {
    const { layers } = styleOf({ layers: ['water', 'transportation'] });
    assert.deepEqual(
      layers.map(({ id, type }) => [id, type]),
      [
        ['ground', 'background'],
        ['water areas', 'fill'],
        ['transportation areas', 'fill'],
        ['water lines', 'line'],
        ['transportation lines', 'line'],
      ],
    );
  });

  test('draws pictures as they are, less bright in the dark', () => {
    const header = { tileType: TileType.Jpeg };
    assert.match(JSON.stringify(styleOf({ header }).sources), /"type":"raster","tileSize":256/);
    assert.doesNotMatch(JSON.stringify(styleOf({ header }).layers), /brightness/);
    assert.match(JSON.stringify(styleOf({ header, theme: 'dark' }).layers), /"raster-brightness-max":0.7/);
  });

  test('says where there are tiles, where the archive does', () => {
    assert.match(JSON.stringify(styleOf().sources), /"minzoom":0,"maxzoom":15,"bounds":\[8,53,9,54\]/);
    assert.doesNotMatch(JSON.stringify(styleOf({ header: { minLon: 0, maxLon: 0 } }).sources), /bounds/);
  });
});

test('an attribution keeps its text and its links to web addresses, and loses all else', () => {
  const link = (href: string, text: string) =>
    `<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>`;
  for (const [written, shown] of [
    ['© Survey & Sons', '© Survey &amp; Sons'],
    ['&copy; We &amp; you', '&copy; We &amp; you'],
    ['<a href="https://osm.org/copyright">© OSM</a>', link('https://osm.org/copyright', '© OSM')],
    [
      `<A target=_top HREF='http://a.example/?x=1&amp;y=2'>A</A> | B`,
      `${link('http://a.example/?x=1&amp;y=2', 'A')} | B`,
    ],
    ['<a href=https://a.example>A', link('https://a.example/', 'A')],
    [
      '<a href="https://a.example/"><a href="https://b.example/">B</a></a>',
      `${link('https://a.example/', '')}${link('https://b.example/', 'B')}`,
    ],
    ['<a href="javascript:alert(1)">A</a>', 'A'],
    ['<a href="https://user@a.example">A</a>', 'A'],
    ['<a href="https://:secret@a.example">A</a>', 'A'],
    ['<img src=x onerror=alert(1)>A<script>alert(2)</script>B<STYLE>*', 'AB'],
    ['<scr<script></script>ipt>alert(1)</script>', 'alert(1)'],
    ['<a href="https://a.example/" onclick="alert(1)">A</a>', link('https://a.example/', 'A')],
    ['a < b > c "d" \'e\'', 'a &lt; b &gt; c &quot;d&quot; &#39;e&#39;'],
    ['<<b>i</b>', '&lt;i'],
  ] as const) {
    assert.equal(safeAttribution(written), shown);
  }
  assert.ok(safeAttribution('x'.repeat(10_000)).length <= 2_000);
});
