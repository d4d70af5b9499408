import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { PALETTES } from '../map/palette.ts';
import { DICHROMACIES, seenDistance } from '../test/color-vision.ts';
import { contrast } from './contrast.ts';

type Theme = 'light' | 'dark';

const css = readFileSync(new URL('../app/globals.css', import.meta.url), 'utf8');

// WCAG 2.2: 4.5 for text (1.4.3), 3 for parts of controls (1.4.11).
const TEXT: readonly [foreground: string, grounds: readonly string[]][] = [
  ['text', ['ground', 'surface', 'raised', 'sunken', 'accent-soft']],
  ['muted', ['ground', 'surface', 'raised', 'sunken', 'accent-soft']],
  ['accent', ['surface', 'raised', 'ground', 'accent-soft']],
  ['accent-text', ['accent', 'accent-hover']],
  ['connected', ['surface', 'raised']],
  ['idle', ['surface', 'raised', 'warning-soft']],
  ['danger', ['surface', 'raised', 'danger-soft']],
];
const CONTROLS: readonly [foreground: string, grounds: readonly string[]][] = [
  ['line-strong', ['surface', 'raised', 'ground']],
  ['disconnected', ['surface', 'raised', 'sunken']],
  ...['work', 'muster', 'exclusion', 'gate', 'break'].map((kind): [string, string[]] => [
    `zone-${kind}`,
    ['surface', 'raised', 'sunken', 'accent-soft'],
  ]),
];

const STATES = ['connected', 'idle', 'disconnected', 'danger'].flatMap((one, at, all) =>
  all.slice(0, at).map((other) => [one, other] as const),
);

for (const theme of ['light', 'dark'] as const) {
  suite(`the ${theme} tokens`, () => {
    for (const [least, pairs] of [
      [4.5, TEXT],
      [3, CONTROLS],
    ] as const) {
      for (const [foreground, grounds] of pairs) {
        for (const ground of grounds) {
          test(`${foreground} on ${ground} has a contrast of at least ${least}`, () => {
            const ratio = contrast(token(foreground, theme), token(ground, theme));
            assert.ok(ratio >= least, ratio.toFixed(2));
          });
        }
      }
    }

    for (const seeing of [null, ...DICHROMACIES]) {
      test(`tell states apart to ${seeing ?? 'every cone'}`, () => {
        for (const [one, other] of STATES) {
          const distance = seenDistance(token(one, theme), token(other, theme), seeing);
          assert.ok(distance >= 0.08, `${one} and ${other}: ${distance.toFixed(3)}`);
        }
      });
    }

    test('are those of the map', () => {
      const { status, selection, surface, text, zone, replay, onReplay } = PALETTES[theme];
      assert.equal(zone.WORK_ZONE, token('zone-work', theme));
      assert.equal(zone.MUSTER_POINT, token('zone-muster', theme));
      assert.equal(zone.EXCLUSION, token('zone-exclusion', theme));
      assert.equal(zone.GATE, token('zone-gate', theme));
      assert.equal(zone.BREAK_AREA, token('zone-break', theme));
      assert.equal(status.CONNECTED, token('connected', theme));
      assert.equal(status.IDLE, token('idle', theme));
      assert.equal(status.DISCONNECTED, token('disconnected', theme));
      assert.equal(selection, token('accent', theme));
      assert.equal(surface, token('surface', theme));
      assert.equal(text, token('text', theme));
      assert.deepEqual(
        replay,
        replay.map((_, colour) => token(`replay-${colour + 1}`, theme)),
      );
      assert.equal(onReplay, token('on-replay', theme));
    });

    test('keep markers, zones and labels apart from the ground of the map', () => {
      const { ground, plan, status, text, zone } = PALETTES[theme];
      for (const below of [ground, ...Object.values(plan.ground), plan.lowRoof, plan.highRoof]) {
        for (const colour of [...Object.values(status), ...Object.values(zone)])
          assert.ok(contrast(colour, below) >= 3, `${colour} on ${below}`);
        assert.ok(contrast(text, below) >= 4.5, `text on ${below}`);
        assert.ok(contrast(plan.label, below) >= 4.5, `names on ${below}`);
      }
    });
  });
}

function token(name: string, theme: Theme): string {
  const [, light, dark] = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? [];
  const value = theme === 'light' ? light : dark;
  assert.ok(value, `no token ${name}`);
  return value;
}
