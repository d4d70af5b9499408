import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { markerImageName, type MarkerKind } from './features/marker-diff.ts';
import type { Palette } from './palette.ts';

/** An image as maps take it. */
export interface MarkerImage {
  readonly name: string;
  readonly image: ImageData;
  /** Pixels of the image per CSS pixel. */
  readonly pixelRatio: number;
}

const KINDS: readonly MarkerKind[] = ['person', 'asset', 'tracker'];
const STATUSES: readonly ConnectionStatus[] = ['CONNECTED', 'IDLE', 'DISCONNECTED'];
const SIZE = 44;
const PIXEL_RATIO = 3;
const MIDDLE = SIZE / 2;
const RADIUS = 9;

/**
 * Every marker and heading arrow of a theme. The shape says what it is (person round, asset square, tracker without a
 * carrier a diamond), the filling how well it is heard from (full, ring with a dot, ring with a cross), the colour both
 * at a glance.
 */
export function markerImages(palette: Palette): MarkerImage[] {
  return STATUSES.flatMap((connection) => [
    ...KINDS.map((kind) =>
      draw(markerImageName({ kind, connection }), (context) => marker(context, { kind, connection, palette })),
    ),
    draw(headingImageName(connection), (context) => headingArrow(context, palette.status[connection])),
  ]);
}

/** Name under which the arrow of a moving tracker is registered. */
export function headingImageName(connection: ConnectionStatus): string {
  return `heading-${connection}`;
}

function draw(name: string, paint: (context: CanvasRenderingContext2D) => void): MarkerImage {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE * PIXEL_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2D drawing context');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  paint(context);
  return { name, image: context.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: PIXEL_RATIO };
}

function marker(
  context: CanvasRenderingContext2D,
  { kind, connection, palette }: { kind: MarkerKind; connection: ConnectionStatus; palette: Palette },
): void {
  const colour = palette.status[connection];
  context.shadowColor = 'rgb(0 0 0 / 0.35)';
  context.shadowBlur = 3 * PIXEL_RATIO;
  context.shadowOffsetY = PIXEL_RATIO;
  fill(context, outline(kind, RADIUS + 2), palette.surface);
  context.shadowColor = 'transparent';
  fill(context, outline(kind, RADIUS), colour);
  if (connection !== 'CONNECTED') fill(context, outline(kind, RADIUS - 2.5), palette.surface);
  inside(context, { connection, colour: connection === 'CONNECTED' ? palette.surface : colour });
}

function inside(
  context: CanvasRenderingContext2D,
  { connection, colour }: { connection: ConnectionStatus; colour: string },
): void {
  if (connection === 'DISCONNECTED') {
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(MIDDLE - 2.5, MIDDLE - 2.5);
    context.lineTo(MIDDLE + 2.5, MIDDLE + 2.5);
    context.moveTo(MIDDLE + 2.5, MIDDLE - 2.5);
    context.lineTo(MIDDLE - 2.5, MIDDLE + 2.5);
    context.stroke();
    return;
  }
  const dot = new Path2D();
  dot.arc(MIDDLE, MIDDLE, connection === 'CONNECTED' ? 3 : 2.5, 0, 2 * Math.PI);
  fill(context, dot, colour);
}

function outline(kind: MarkerKind, radius: number): Path2D {
  const path = new Path2D();
  switch (kind) {
    case 'person':
      path.arc(MIDDLE, MIDDLE, radius, 0, 2 * Math.PI);
      return path;
    case 'asset': {
      const half = radius * 0.94;
      path.roundRect(MIDDLE - half, MIDDLE - half, 2 * half, 2 * half, radius * 0.3);
      return path;
    }
    case 'tracker': {
      const half = radius * 1.2;
      path.moveTo(MIDDLE, MIDDLE - half);
      path.lineTo(MIDDLE + half, MIDDLE);
      path.lineTo(MIDDLE, MIDDLE + half);
      path.lineTo(MIDDLE - half, MIDDLE);
      path.closePath();
      return path;
    }
  }
}

/** A triangle above the marker; the map turns the image about its middle. */
function headingArrow(context: CanvasRenderingContext2D, colour: string): void {
  const arrow = new Path2D();
  arrow.moveTo(MIDDLE, MIDDLE - RADIUS - 9);
  arrow.lineTo(MIDDLE + 5, MIDDLE - RADIUS - 1);
  arrow.quadraticCurveTo(MIDDLE, MIDDLE - RADIUS - 4, MIDDLE - 5, MIDDLE - RADIUS - 1);
  arrow.closePath();
  fill(context, arrow, colour);
}

function fill(context: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  context.fillStyle = colour;
  context.fill(path);
}
