import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type readQr from 'jsqr';
import { qrDrawing } from './qr-path.ts';

const jsQr = createRequire(import.meta.url)('jsqr') as typeof readQr;
const PIXELS_PER_MODULE = 4;

test('what is drawn is read by a camera', () => {
  for (const text of ['http://10.0.0.7:5055/i/a/?id=7', `owntracks:///config?inline=${'aB3%3D'.repeat(90)}`]) {
    assert.equal(photograph(text), text);
  }
});

test('four light modules lie around the code', () => {
  const { size, path } = qrDrawing('text');
  const places = path.matchAll(/M(\d+) (\d+)/g);
  for (const [, x, y] of places) {
    for (const place of [Number(x), Number(y)]) assert.ok(place >= 4 && place < size - 4, `${place} of ${size}`);
  }
});

function photograph(text: string): string | undefined {
  const { size, path } = qrDrawing(text);
  const side = size * PIXELS_PER_MODULE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) {
    for (let row = 0; row < PIXELS_PER_MODULE; row++) {
      const at = ((Number(y) * PIXELS_PER_MODULE + row) * side + Number(x) * PIXELS_PER_MODULE) * 4;
      for (let column = 0; column < PIXELS_PER_MODULE; column++) pixels.fill(0, at + column * 4, at + column * 4 + 3);
    }
  }
  return jsQr(pixels, side, side)?.data;
}
