import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import type { MarkerKind, MarkerLook } from '../features/marker-diff.ts';
import { drawImage, headingImage, markerImage } from '../marker-images.ts';
import type { Palette } from '../palette.ts';

const KINDS: readonly MarkerKind[] = ['person', 'asset', 'tracker'];
/** Drawn in this order: who is heard from best lies above. */
export const STATUSES: readonly ConnectionStatus[] = ['DISCONNECTED', 'IDLE', 'CONNECTED'];

/** Side of a cell in CSS pixels; a marker takes less. */
export const CELL_SIZE = 48;
/** Cells of the atlas: every kind with every status, then a heading for every status. */
export const CELLS = KINDS.length * STATUSES.length + STATUSES.length;
/** The cell of the first heading. */
export const FIRST_HEADING = KINDS.length * STATUSES.length;

/** The cell of a marker; its remainder by the number of statuses is that of the status. */
export function iconOf({ kind, connection }: Pick<MarkerLook, 'kind' | 'connection'>): number {
  return KINDS.indexOf(kind) * STATUSES.length + STATUSES.indexOf(connection);
}

/** Every marker and heading of a theme side by side. */
export function drawAtlas(palette: Palette): ImageData {
  const paints = [
    ...KINDS.flatMap((kind) => STATUSES.map((connection) => markerImage({ kind, connection, palette }))),
    ...STATUSES.map((connection) => headingImage(connection, palette)),
  ];
  return drawImage('crowd', {
    size: CELL_SIZE,
    columns: CELLS,
    paint(context) {
      for (const paint of paints) {
        paint(context);
        context.translate(CELL_SIZE, 0);
      }
    },
  }).image;
}
