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
// CSS pixels. The image is no larger than the marker, because names keep clear of it.
const MARKER_SIZE = 28;
const HEADING_SIZE = 48;
const PIXEL_RATIO = 3;
const RADIUS = 9;

/**
 * Every marker and heading arrow of a theme. The shape says what it is (person round, asset square, tracker without a
 * carrier a diamond), the filling how well it is heard from (full, ring with a dot, ring with a cross), the colour both
 * at a glance.
 */
export function markerImages(palette: Palette): MarkerImage[] {
  return STATUSES.flatMap((connection) => [
    ...KINDS.map((kind) =>
      drawImage(markerImageName({ kind, connection }), {
        size: MARKER_SIZE,
        paint: markerImage({ kind, connection, palette }),
      }),
    ),
    drawImage(headingImageName(connection), { size: HEADING_SIZE, paint: headingImage(connection, palette) }),
  ]);
}

/** Draws about a point. */
type Paint = (context: CanvasRenderingContext2D) => void;

/** How a marker is painted. */
export function markerImage(look: { kind: MarkerKind; connection: ConnectionStatus; palette: Palette }): Paint {
  return (context) => marker(context, look);
}

/** How the arrow of a moving tracker is painted; it points north. */
export function headingImage(connection: ConnectionStatus, palette: Palette): Paint {
  return (context) =>
    headingBeak(context, { colour: palette.status[connection], edge: palette.surface, radius: RADIUS });
}

/** Name under which the arrow of a moving tracker is registered. */
function headingImageName(connection: ConnectionStatus): string {
  return `heading-${connection}`;
}

/**
 * Draws an image. `paint` draws about the origin, which is its middle, or that of its first column; `size` is in CSS pixels.
 */
export function drawImage(
  name: string,
  { size, columns = 1, paint }: { size: number; columns?: number; paint: Paint },
): MarkerImage {
  const canvas = document.createElement('canvas');
  canvas.width = size * columns * PIXEL_RATIO;
  canvas.height = size * PIXEL_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2D drawing context');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.translate(size / 2, size / 2);
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
  fillPath(context, outline(kind, RADIUS + 2), palette.surface);
  context.shadowColor = 'transparent';
  fillPath(context, outline(kind, RADIUS), colour);
  if (connection !== 'CONNECTED') fillPath(context, outline(kind, RADIUS - 2.5), palette.surface);
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
    context.moveTo(-2.5, -2.5);
    context.lineTo(2.5, 2.5);
    context.moveTo(2.5, -2.5);
    context.lineTo(-2.5, 2.5);
    context.stroke();
    return;
  }
  const dot = new Path2D();
  dot.arc(0, 0, connection === 'CONNECTED' ? 3 : 2.5, 0, 2 * Math.PI);
  fillPath(context, dot, colour);
}

function outline(kind: MarkerKind, radius: number): Path2D {
  const path = new Path2D();
  if (kind === 'person') {
    path.arc(0, 0, radius, 0, 2 * Math.PI);
  } else if (kind === 'asset') {
    const half = radius * 0.94;
    path.roundRect(-half, -half, 2 * half, 2 * half, radius * 0.3);
  } else {
    const half = radius * 1.2;
    path.moveTo(0, -half);
    path.lineTo(half, 0);
    path.lineTo(0, half);
    path.lineTo(-half, 0);
    path.closePath();
  }
  return path;
}

/** A beak that looks out from under the marker towards north; the map turns the image about its middle. */
export function headingBeak(
  context: CanvasRenderingContext2D,
  { colour, edge, radius }: { colour: string; edge: string; radius: number },
): void {
  const beak = new Path2D();
  beak.moveTo(0, -radius - 10);
  beak.lineTo(7.5, -radius + 2);
  beak.lineTo(-7.5, -radius + 2);
  beak.closePath();
  context.lineJoin = 'round';
  context.strokeStyle = edge;
  context.lineWidth = 3;
  context.stroke(beak);
  fillPath(context, beak, colour);
}

/** Fills a shape. */
export function fillPath(context: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  context.fillStyle = colour;
  context.fill(path);
}
