/** Finds a QR code in a picture: its text, or null where there is none to be read. */
export type QrReader = (picture: HTMLCanvasElement) => Promise<string | null>;

/** What browsers with a decoder of their own offer (Shape Detection API); the library of the DOM does not know it yet. */
interface NativeDetector {
  detect(picture: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own decoder, or else one that is loaded now. */
export async function openQrReader(): Promise<QrReader> {
  const native = await nativeDetector();
  if (native) return async (picture) => (await native.detect(picture))[0]?.rawValue ?? null;
  const { default: decode } = await import('jsqr');
  return async (picture) => {
    const { width, height } = picture;
    const pixels = picture.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height);
    return (pixels && decode(pixels.data, width, height)?.data) || null;
  };
}

async function nativeDetector(): Promise<NativeDetector | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectors };
  if (!BarcodeDetector) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch((): string[] => []);
  return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
}

// Enough for a code that fills a third of the picture, and quick to read on an old phone.
const LONGEST_SIDE_PX = 800;

/** Draws a picture in the size in which it is read. */
export function drawn(source: CanvasImageSource, { width, height }: { width: number; height: number }) {
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(width, height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}
