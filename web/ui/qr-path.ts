import { encode } from 'uqr';

/** A QR code as a drawing. */
export interface QrDrawing {
  /** Width and height in modules, quiet zone included. */
  readonly size: number;
  /** The dark modules as the data of an SVG path, one unit a module. */
  readonly path: string;
}

// ISO/IEC 18004 asks for four light modules on every side.
const QUIET_ZONE_MODULES = 4;

/** Draws a text as a QR code, as robust against damage as its size allows. */
export function qrDrawing(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET_ZONE_MODULES });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
