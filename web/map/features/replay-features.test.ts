import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from '../../ui/contrast.ts';
import { PALETTES } from '../palette.ts';
import { colourOf, REPLAY_COLOURS, replayMarkers, type ReplayMarker } from './replay-features.ts';

const MARKER: ReplayMarker = {
  trackerId: 'a',
  label: 'Truck',
  kind: 'asset',
  number: 10,
  latitude: 57,
  longitude: 11,
  heading: 90,
  state: 'located',
};

test('a marker has the number of its tracker and a colour; after the last colour the first comes again', () => {
  const [feature] = replayMarkers([MARKER]).features;
  assert.deepEqual(feature?.geometry.coordinates, [11, 57]);
  assert.equal(feature?.properties.number, '10');
  assert.equal(feature?.properties.icon, 'replay-marker-1');
  assert.equal(colourOf(REPLAY_COLOURS), 0);
});

test('whoever is silent looks so, and a place that is only pointed at has no name', () => {
  const [silent, pointed] = replayMarkers([
    { ...MARKER, state: 'silent' },
    { ...MARKER, state: 'pointed' },
  ]).features;
  assert.equal(silent?.properties.icon, 'replay-silent-1');
  assert.equal(silent?.properties.connection, 'DISCONNECTED');
  assert.equal(pointed?.properties.label, '');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the ${theme} colours are seen on every ground, and numbers on them can be read`, () => {
    const { replay, onReplay, ground, plan } = PALETTES[theme];
    assert.equal(replay.length, REPLAY_COLOURS);
    for (const colour of replay) {
      for (const below of [ground, ...Object.values(plan.ground), plan.lowRoof, plan.highRoof])
        assert.ok(contrast(colour, below) >= 3, `${colour} on ${below}`);
      assert.ok(contrast(onReplay, colour) >= 4.5, `number on ${colour}`);
    }
  });

  test(`the first six ${theme} colours stay apart without red or green in the eye`, () => {
    for (const sight of [PROTAN, DEUTAN]) {
      const seen = PALETTES[theme].replay.slice(0, 6).map((colour) => lab(colour, sight));
      for (const [index, a] of seen.entries())
        for (const b of seen.slice(index + 1)) assert.ok(distance(a, b) >= 14, `${theme} ${index}`);
    }
  });
}

// How linear red, green and blue look to people without one kind of cones: Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
const PROTAN = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998];
const DEUTAN = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881];

/** CIELAB of a colour as somebody sees it, D65. */
function lab(colour: string, sight: readonly number[]): number[] {
  const rgb = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  const [r = 0, g = 0, b = 0] = product(sight, rgb);
  const [x = 0, y = 0, z = 0] = product(
    [0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505],
    [r, g, b],
  );
  const [fx, fy, fz] = [curved(x / 0.95047), curved(y), curved(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

function product(matrix: readonly number[], [x = 0, y = 0, z = 0]: readonly number[]): number[] {
  return [0, 3, 6].map((row) => (matrix[row] ?? 0) * x + (matrix[row + 1] ?? 0) * y + (matrix[row + 2] ?? 0) * z);
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function curved(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}
