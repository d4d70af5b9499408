import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readImage } from './read-image.ts';

/** Pictures as common encoders write them. */
const PNG_3_BY_2 = 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAADUlEQVR4nGNgIAQAAAAmAAHKtHLFAAAAAElFTkSuQmCC';
const WEBP_LOSSLESS_1_BY_1 = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==';
const WEBP_LOSSY_1_BY_1 = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';

const decode = (base64: string) => Buffer.from(base64, 'base64');

/** A JPEG up to its frame, with other segments and fill bytes before it. */
function jpeg(frame: number, { width, height }: { width: number; height: number }): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const application = Buffer.from([0xff, 0xe0, 0, 4, 0xff, 0xc0]);
  const huffman = Buffer.from([0xff, 0xc4, 0, 9, 1, 2, 3, 4, 5, 6, 7]);
  const start = Buffer.from([0xff, 0xff, frame, 0, 11, 8]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), application, huffman, start, size, Buffer.from([1, 1, 0x11, 0])]);
}

/** An extended WebP of which only the header matters. */
function extendedWebp({ width, height }: { width: number; height: number }): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

test('reads type and size of a picture from its header', () => {
  const size = { widthPixels: 640, heightPixels: 48 };
  const given = { width: 640, height: 48 };
  assert.deepEqual(readImage(decode(PNG_3_BY_2)), { contentType: 'image/png', widthPixels: 3, heightPixels: 2 });
  for (const frame of [0xc0, 0xc2]) {
    assert.deepEqual(readImage(jpeg(frame, given)), { contentType: 'image/jpeg', ...size });
  }
  assert.deepEqual(readImage(extendedWebp(given)), { contentType: 'image/webp', ...size });
  for (const webp of [WEBP_LOSSLESS_1_BY_1, WEBP_LOSSY_1_BY_1]) {
    assert.deepEqual(readImage(decode(webp)), { contentType: 'image/webp', widthPixels: 1, heightPixels: 1 });
  }
});

test('takes nothing else for a picture, however it is cut', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const gif = Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1');
  const scanFirst = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 8]), Buffer.alloc(40)]);
  const endless = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(100_000, 0xff)]);
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(64), svg, gif, scanFirst, endless]) {
    assert.equal(readImage(bytes), null);
  }
  for (const whole of [decode(PNG_3_BY_2).subarray(0, 24), jpeg(0xc0, { width: 5, height: 5 }).subarray(0, 24)]) {
    for (let length = 0; length < whole.length - 1; length += 1) {
      assert.equal(readImage(whole.subarray(0, length)), null, `${length} of ${whole.length} bytes`);
    }
  }
  assert.equal(readImage(jpeg(0xc0, { width: 0, height: 5 })), null, 'no picture is empty');
});
