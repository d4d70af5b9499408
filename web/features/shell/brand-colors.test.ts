import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contrast } from '../../ui/contrast.ts';
import { brandColors, readable, softGround, textOn } from './brand-colors.ts';

const BRANDS = ['#ffe600', '#000000', '#ffffff', '#0b63c4', '#ff0000', '#7f7f7f', '#00ff88', '#2a004f'];

suite('the accents of a brand', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const brand of BRANDS) {
      test(`${brand} can be read in the ${theme} theme`, () => {
        const accent = readable(brand, theme);
        const grounds = theme === 'light' ? ['#ffffff', '#f3f5f6'] : ['#0b1115', '#121b20', '#18232a'];
        for (const ground of [...grounds, softGround(accent, theme)])
          assert.ok(contrast(accent, ground) >= 4.5, `${accent} on ${ground}`);
        assert.ok(contrast(textOn(accent, theme), accent) >= 4.5);
      });
    }
  }

  test('stay as they are where they can be read already', () => {
    assert.equal(readable('#0b63c4', 'light'), '#0b63c4');
  });

  test('are those of the product without a colour, or with one that is none', () => {
    assert.deepEqual(brandColors(null), {});
    assert.deepEqual(brandColors('url(https://example.com)'), {});
  });
});
