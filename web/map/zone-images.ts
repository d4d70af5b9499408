import type { GeofenceKind } from '../__generated__/graphql.ts';
import { ZONE_GLYPHS } from '../ui/zone-glyphs.ts';
import type { Palette } from './palette.ts';

/** An image as maps take it, with the parts that may be stretched around a text. Image pixels from left and top. */
export interface ZoneImage {
  readonly name: string;
  readonly image: ImageData;
  readonly options: {
    readonly pixelRatio: number;
    readonly stretchX?: [number, number][];
    readonly content?: [number, number, number, number];
  };
}

const KINDS: readonly GeofenceKind[] = ['WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA'];
const PIXEL_RATIO = 3;
// CSS pixels.
const LABEL = { width: 56, height: 24, glyph: 14, text: 25 } as const;
const PATTERN_SIZE = 12;

/** Grounds and label plates of every kind of zone in a theme. */
export function zoneImages(palette: Palette): ZoneImage[] {
  return KINDS.flatMap((kind) => [labelImage(kind, palette), patternImage(kind, palette.zone[kind])]);
}

/** Name under which the plate below a label is registered. */
export function zoneLabelImageName(kind: GeofenceKind): string {
  return `zone-label-${kind}`;
}

/** Name under which the pattern of a kind is registered. */
export function zonePatternImageName(kind: GeofenceKind): string {
  return `zone-pattern-${kind}`;
}

/** A plate with the kind's drawing on the left; its right part grows with the text. */
function labelImage(kind: GeofenceKind, palette: Palette): ZoneImage {
  const { width, height, glyph, text } = LABEL;
  const image = paint(width, height, (context) => {
    context.roundRect(1, 1, width - 2, height - 2, 6);
    context.fillStyle = palette.surface;
    context.fill();
    context.strokeStyle = palette.zone[kind];
    context.lineWidth = 1.5;
    context.stroke();
    context.translate(6, (height - glyph) / 2);
    context.scale(glyph / 24, glyph / 24);
    context.lineWidth = 2.6;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke(new Path2D(ZONE_GLYPHS[kind]));
  });
  const px = (value: number) => value * PIXEL_RATIO;
  return {
    name: zoneLabelImageName(kind),
    image,
    options: {
      pixelRatio: PIXEL_RATIO,
      stretchX: [[px(text), px(width - 8)]],
      content: [px(text), 0, px(width - 8), px(height)],
    },
  };
}

/** Stripes where nobody should be, dots where people rest, crosses where they gather. */
function patternImage(kind: GeofenceKind, colour: string): ZoneImage {
  const size = PATTERN_SIZE;
  const image = paint(size, size, (context) => {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 1.5;
    if (kind === 'EXCLUSION') {
      context.stroke(new Path2D(`M-3 3 3-3M0 ${size} ${size} 0M${size - 3} ${size + 3}l6-6`));
    } else if (kind === 'BREAK_AREA') {
      context.arc(size / 2, size / 2, 1.2, 0, 2 * Math.PI);
      context.fill();
    } else if (kind === 'MUSTER_POINT') {
      context.stroke(new Path2D('M6 4v4M4 6h4'));
    }
  });
  return { name: zonePatternImageName(kind), image, options: { pixelRatio: PIXEL_RATIO } };
}

function paint(width: number, height: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = width * PIXEL_RATIO;
  canvas.height = height * PIXEL_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no 2D drawing context');
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
