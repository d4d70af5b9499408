import { useMemo } from 'react';
import { qrDrawing } from './qr-path.ts';

// Modules of whole pixels keep their edges, which is what cameras look for.
const WANTED_PX = 352;
const LEAST_MODULE_PX = 3;

/** A text as a QR code: dark on light in every theme, since many cameras read nothing else. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => qrDrawing(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      style={{ width: size * Math.max(LEAST_MODULE_PX, Math.floor(WANTED_PX / size)) }}
      className="mx-auto max-w-full rounded-lg forced-color-adjust-none"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
