import { createRequire } from 'node:module';
import type { Locator } from '@playwright/test';
import type readQr from 'jsqr';

const decode = createRequire(import.meta.url)('jsqr') as typeof readQr;

/** Reads a QR code off the screen as a camera would, with whatever is around it; null when it cannot be read. */
export async function scan(code: Locator): Promise<string | null> {
  await code.scrollIntoViewIfNeeded();
  const picture = (await code.screenshot()).toString('base64');
  const { width, height, pixels } = await code.page().evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const sheet = document.createElement('canvas');
    sheet.width = image.width;
    sheet.height = image.height;
    const context = sheet.getContext('2d');
    if (!context) throw new Error('the browser gives no 2D drawing context');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, sheet.width, sheet.height);
    return { width: sheet.width, height: sheet.height, pixels: [...data] };
  }, picture);
  return decode(new Uint8ClampedArray(pixels), width, height)?.data ?? null;
}
