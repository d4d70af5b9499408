import { checkRule } from '@trekker/kit';
import { maxLength, pipe, string, trim } from 'valibot';

/** Most bytes of an image; it travels with every page. */
const MOST_BYTES = 65_536;
/** The longest `data:` URL of that many bytes, with room for its head. */
const LONGEST = Math.ceil(MOST_BYTES / 3) * 4 + 32;

/** What the bytes of an image begin with, by media type. Browsers run scripts in none of these. */
const IS_A: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  // https://www.w3.org/TR/png-3/#3PNGsignature
  'image/png': (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  // ITU-T T.81 annex B: start of image, then the next marker
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  // https://developers.google.com/speed/webp/docs/riff_container
  'image/webp': (bytes) => latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP',
};

/** A `data:` URL of a PNG, JPEG or WebP image whose bytes are what it says, or empty. */
export const imageInput = pipe(
  string(),
  trim(),
  maxLength(LONGEST, `must be an image of at most ${MOST_BYTES} bytes`),
  checkRule(
    { rule: 'IMAGE', limit: MOST_BYTES },
    isImage,
    `must be a data: URL of a PNG, JPEG or WebP image of at most ${MOST_BYTES} bytes, or empty`,
  ),
);

function isImage(url: string): boolean {
  if (url === '') return true;
  const [, mediaType = '', base64 = ''] = /^data:([a-z]+\/[a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length <= MOST_BYTES && bytes.toString('base64') === base64 && IS_A[mediaType]?.(bytes) === true;
}

function latin(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}
