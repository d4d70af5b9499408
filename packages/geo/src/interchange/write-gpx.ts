import { coordinateAt } from '../typed-read.ts';
import type { Shape } from '../shape/shape.ts';
import { circleRing } from './circle-ring.ts';
import { numberText } from './number-text.ts';
import type { WrittenFence } from './write-fences.ts';
import { xmlText } from './xml-text.ts';

/** A GPX 1.1 document of geofences, a track each; every ring is a segment of it. */
export function writeGpx(fences: readonly WrittenFence[]): string {
  const tracks = fences.map(trackText).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Trekker" xmlns="http://www.topografix.com/GPX/1/1">\n${tracks}</gpx>\n`;
}

function trackText({ name, description, shape }: WrittenFence): string {
  const told = description === null ? '' : `<desc>${xmlText(description)}</desc>`;
  const segments = linesOf(shape).map((line) => `<trkseg>${pointsText(line)}</trkseg>`);
  return `<trk><name>${xmlText(name)}</name>${told}${segments.join('')}</trk>\n`;
}

function linesOf(shape: Shape): Float64Array[] {
  switch (shape.kind) {
    case 'circle':
      return [circleRing(shape)];
    case 'corridor':
      return [shape.line];
    case 'polygon':
      return shape.polygons.flatMap(({ shell, holes }) => [shell, ...holes].map(({ coordinates }) => coordinates));
  }
}

function pointsText(line: Float64Array): string {
  const points: string[] = [];
  for (let at = 0; at < line.length; at += 2) {
    const [longitude, latitude] = [coordinateAt(line, at), coordinateAt(line, at + 1)];
    points.push(`<trkpt lat="${numberText(latitude)}" lon="${numberText(longitude)}"/>`);
  }
  return points.join('');
}
