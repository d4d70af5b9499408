import { REPLAY_COLOURS, replayImageName } from './features/replay-features.ts';
import { drawImage, fillPath, headingBeak, type MarkerImage } from './marker-images.ts';
import type { Palette } from './palette.ts';

const SIZE = 30;
const HEADING_SIZE = 52;
const RADIUS = 11;

/**
 * Markers of a replay, one of each colour: a disc, a ring with a broken edge for whom nothing is heard of, and the beak
 * that says where somebody goes. The map writes the tracker's number on them.
 */
export function replayImages(palette: Palette): MarkerImage[] {
  return Array.from({ length: REPLAY_COLOURS }, (_, colour) => {
    const paint = palette.replay[colour] ?? palette.text;
    return [
      drawImage(replayImageName('marker', colour), { size: SIZE, paint: (context) => disc(context, paint, palette) }),
      drawImage(replayImageName('silent', colour), { size: SIZE, paint: (context) => ring(context, paint, palette) }),
      drawImage(replayImageName('arrow', colour), {
        size: HEADING_SIZE,
        paint: (context) => headingBeak(context, { colour: paint, edge: palette.surface, radius: RADIUS }),
      }),
    ];
  }).flat();
}

function disc(context: CanvasRenderingContext2D, colour: string, palette: Palette): void {
  fillPath(context, circle(RADIUS + 2), palette.surface);
  fillPath(context, circle(RADIUS), colour);
}

function ring(context: CanvasRenderingContext2D, colour: string, palette: Palette): void {
  fillPath(context, circle(RADIUS + 2), palette.surface);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.setLineDash([4, 3]);
  context.stroke(circle(RADIUS - 1));
}

function circle(radius: number): Path2D {
  const path = new Path2D();
  path.arc(0, 0, radius, 0, 2 * Math.PI);
  return path;
}
