import { fittedSize, middleSquare, type PixelSize } from './picture-size.ts';

/** A picture ready to be sent: base64 of WebP or JPEG. */
export interface ScaledPicture {
  /** At most 1024 by 1024 pixels and 256 KiB. */
  readonly content: string;
  /** 96 by 96 pixels, at most 16 KiB. */
  readonly thumbnail: string;
}

const PICTURE = { side: 1_024, bytes: 256 * 1_024 };
const THUMBNAIL = { side: 96, bytes: 16 * 1_024 };
const QUALITIES = [0.86, 0.7, 0.5, 0.3, 0.1];

/** Makes a picture as small as the API wants it, upright as the camera meant it. Null for a file that is no picture. */
export async function scalePicture(file: Blob): Promise<ScaledPicture | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!bitmap) return null;
  const { left, top, side } = middleSquare(bitmap);
  const edge = { width: THUMBNAIL.side, height: THUMBNAIL.side };
  const picture = drawn(fittedSize(bitmap, PICTURE.side), (context, { width, height }) =>
    context.drawImage(bitmap, 0, 0, width, height),
  );
  const thumbnail = drawn(edge, (context, { width, height }) =>
    context.drawImage(bitmap, left, top, side, side, 0, 0, width, height),
  );
  bitmap.close();
  return { content: await encoded(picture, PICTURE.bytes), thumbnail: await encoded(thumbnail, THUMBNAIL.bytes) };
}

function drawn(size: PixelSize, draw: (context: CanvasRenderingContext2D, size: PixelSize) => void): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no 2D drawing context');
  // JPEG knows no transparency; what would be black becomes white.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  draw(context, size);
  return canvas;
}

/** The best quality that fits. Where the browser writes no WebP it is JPEG. */
async function encoded(canvas: HTMLCanvasElement, most: number): Promise<string> {
  for (const quality of QUALITIES) {
    const webp = await blobOf(canvas, 'image/webp', quality);
    const blob = webp?.type === 'image/webp' ? webp : await blobOf(canvas, 'image/jpeg', quality);
    if (blob && blob.size <= most) return base64Of(blob);
  }
  throw new Error(`a picture of ${canvas.width} by ${canvas.height} pixels does not fit into ${most} bytes`);
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}
