import type { DrawTool } from '../../../../map/drawing/drawn-shape.ts';
import type { HoursDraft } from '../../hours/hours-draft.ts';
import type { CornerList } from '../corners/corner-list.ts';
import type { ZoneShape } from '../shape-input.ts';
import { readKept } from './read-kept.ts';

/** A zone as it was entered and not saved. */
export interface ZoneWork {
  /** The version of the zone that it began with; null for a new one. */
  readonly versionId: string | null;
  readonly tool: DrawTool;
  readonly shape: ZoneShape | null;
  /** Corners that make no shape yet; null: there are none. */
  readonly corners: CornerList | null;
  readonly hours: HoursDraft | null;
  /** The fields of the form by name; null: nobody touched them. */
  readonly fields: Readonly<Record<string, string>> | null;
}

/** Work that a browser keeps. */
export interface KeptDrawing extends ZoneWork {
  /** Apart from others of the same zone: each editor that is open keeps its own. */
  readonly slot: string;
  /** When it was changed last, Unix milliseconds of this machine. */
  readonly at: number;
}

/** Whose work it is, and at which zone. */
export interface WorkPlace {
  /** Nobody else's session is offered it. */
  readonly user: string;
  /** Null: a new one. */
  readonly zoneId: string | null;
}

/** Where work outlives the page. */
export type WorkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Work that nobody took up for so long is forgotten. */
export const KEPT_FOR_MS = 14 * 86_400_000;

/** Raised when what is kept takes another form; what another version kept is not read. */
const VERSION = 1;

/** Keeps work in place of what its slot held. @returns whether the browser took it. */
export function keepDrawing(storage: () => WorkStorage, place: WorkPlace, { slot, ...work }: KeptDrawing): boolean {
  try {
    storage().setItem(`${prefixOf(place)}${slot}`, JSON.stringify({ version: VERSION, ...work }));
    return true;
  } catch {
    return false;
  }
}

/** The work that is kept for a zone, the latest first. What is too old, or cannot be read, is forgotten. */
export function keptDrawings(storage: () => WorkStorage, place: WorkPlace, nowMs: number): KeptDrawing[] {
  try {
    const kept = storage();
    const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
    const own = keys.filter((key) => key.startsWith(prefixOf(place)));
    const found = own.flatMap((key) => {
      const work = readKept(kept.getItem(key), VERSION);
      if (work && nowMs - work.at < KEPT_FOR_MS) return [{ ...work, slot: key.slice(prefixOf(place).length) }];
      kept.removeItem(key);
      return [];
    });
    return found.toSorted((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

/** Forgets work that was saved, or that nobody wants. */
export function forgetDrawing(storage: () => WorkStorage, place: WorkPlace, slot: string): void {
  try {
    storage().removeItem(`${prefixOf(place)}${slot}`);
  } catch {
    // Where nothing can be taken away nothing was kept.
  }
}

function prefixOf({ user, zoneId }: WorkPlace): string {
  return `trekker-zone-drawing:${user}:${zoneId ?? 'new'}:`;
}
