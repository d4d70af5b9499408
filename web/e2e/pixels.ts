import type { Page } from '@playwright/test';

/** A part of the page, CSS pixels. */
interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How near a channel must come to the colour asked for, of 255. */
const NEAR = 12;

/**
 * The share of pixels that have a colour, 0 to 1, of the map or a part of it in pixels of the map.
 * @param colour red, green and blue, 0 to 255.
 */
export async function shareOfColour(
  page: Page,
  colour: readonly [number, number, number],
  part?: Clip,
): Promise<number> {
  const canvas = await page.locator('canvas').first().boundingBox();
  if (!canvas) throw new Error('there is no map');
  const clip = part ? { ...part, x: part.x + canvas.x, y: part.y + canvas.y } : canvas;
  const picture = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(
    async ({ base64, wanted, near }) => {
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
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) <= near)) found++;
      }
      return (found * 4) / data.length;
    },
    { base64: picture, wanted: [...colour], near: NEAR },
  );
}

/** Red, green and blue, 0 to 255, of a colour (`#rrggbb`). */
export function channels(colour: string): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return [red, green, blue];
}
