import { encode } from 'uqr';

const SIDE_PX = 640;
const FRAMES = 5;
const [DARK, LIGHT, NO_COLOUR] = [16, 235, 128];

/** What a camera sees that is held before a QR code, as YUV4MPEG2, which Chromium takes for its fake camera. */
export function videoOfCode(text: string): Buffer {
  const { size, data } = encode(text, { ecc: 'L', border: 4 });
  const modulePx = Math.floor(SIDE_PX / size);
  const brightness = Buffer.alloc(SIDE_PX * SIDE_PX, LIGHT);
  for (const [row, modules] of data.entries()) {
    for (const [column, dark] of modules.entries()) {
      if (!dark) continue;
      for (let y = row * modulePx; y < (row + 1) * modulePx; y++) {
        brightness.fill(DARK, y * SIDE_PX + column * modulePx, y * SIDE_PX + (column + 1) * modulePx);
      }
    }
  }
  const colour = Buffer.alloc(SIDE_PX * SIDE_PX * 0.5, NO_COLOUR);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, colour]);
  const header = Buffer.from(`YUV4MPEG2 W${SIDE_PX} H${SIDE_PX} F5:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]);
}
