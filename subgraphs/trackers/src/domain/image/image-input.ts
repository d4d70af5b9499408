import { userError, type UserError } from '@trekker/kit';

import { readImage, type ImageHeader } from './read-image.ts';

/** A picture as its sender gives it: base64. */
export interface ImageInput {
  readonly content?: string | null | undefined;
  readonly thumbnail?: string | null | undefined;
}

/** A picture and its small version, checked. */
export interface CheckedImage {
  readonly content: CheckedPart;
  readonly thumbnail: CheckedPart;
}

interface CheckedPart extends ImageHeader {
  readonly bytes: Buffer;
}

interface Limits {
  readonly bytes: number;
  readonly pixels: number;
}

const CONTENT: Limits = { bytes: 256 * 1024, pixels: 1_024 };
const THUMBNAIL: Limits = { bytes: 16 * 1024, pixels: 96 };
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The picture of an input, null where there is to be none, or what is wrong with it. */
export function checkImage({ content, thumbnail }: ImageInput): CheckedImage | UserError | null {
  if (content == null && thumbnail == null) return null;
  if (content == null || thumbnail == null) {
    const missing = content == null ? 'content' : 'thumbnail';
    return userError(missing, 'NONE_GIVEN', 'a picture and its small version are given together');
  }
  const whole = checkPart('content', content, CONTENT);
  if ('code' in whole) return whole;
  const small = checkPart('thumbnail', thumbnail, THUMBNAIL);
  if ('code' in small) return small;
  return { content: whole, thumbnail: small };
}

function checkPart(field: string, base64: string, limits: Limits): CheckedPart | UserError {
  const length = Math.floor((base64.length / 4) * 3);
  if (length > limits.bytes + 2) return tooLarge(field, `at most ${limits.bytes} bytes, got about ${length}`);
  const bytes = BASE64.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0);
  if (bytes.length > limits.bytes) return tooLarge(field, `at most ${limits.bytes} bytes, got ${bytes.length}`);
  const header = readImage(bytes);
  if (!header) return userError(field, 'NOT_AN_IMAGE', 'must be a PNG, JPEG or WebP picture in base64');
  const { widthPixels, heightPixels } = header;
  if (Math.max(widthPixels, heightPixels) > limits.pixels) {
    const side = `at most ${limits.pixels} by ${limits.pixels} pixels`;
    return tooLarge(field, `${side}, got ${widthPixels} by ${heightPixels}`);
  }
  return { ...header, bytes };
}

function tooLarge(field: string, expectation: string): UserError {
  return userError(field, 'IMAGE_TOO_LARGE', `must have ${expectation}`);
}
