import type { Board, BoardPlace, BoardZone } from '../../../live/headcount/board.ts';

/** A zone on the wall, with the name of its place. */
export interface WallZone {
  readonly zone: BoardZone;
  /** Null for a zone without a place. */
  readonly place: string | null;
}

/** Every zone in the order of the board. */
export function wallZones({ places, elsewhere }: Board): WallZone[] {
  const below = ({ name, zones, children }: BoardPlace): WallZone[] => [
    ...zones.map((zone) => ({ zone, place: name })),
    ...children.flatMap(below),
  ];
  return [...places.flatMap(below), ...elsewhere.map((zone) => ({ zone, place: null }))];
}

/** How zones are laid out on the room there is, each tile at least as large as it is read from afar. */
export interface WallLayout {
  readonly columns: number;
  readonly rows: number;
}

/** As many columns and rows as fit, one of each at least. All lengths in pixels. */
export function layoutFor(
  room: { readonly width: number; readonly height: number },
  tile: { readonly width: number; readonly height: number; readonly gap: number },
): WallLayout {
  const fit = (length: number, size: number) => Math.max(1, Math.floor((length + tile.gap) / (size + tile.gap)));
  return { columns: fit(room.width, tile.width), rows: fit(room.height, tile.height) };
}

/** The things in pages of whole rows, filled evenly so that the last is not nearly empty; one page at least. */
export function inPages<T>(things: readonly T[], { columns, rows }: WallLayout): T[][] {
  const count = Math.max(1, Math.ceil(things.length / (columns * rows)));
  const each = Math.ceil(things.length / count / columns) * columns;
  return Array.from({ length: count }, (_, page) => things.slice(page * each, (page + 1) * each));
}
