import type { IconName } from '../../../ui/icon.tsx';

/** Something the palette offers. */
export interface PaletteEntry {
  /** Unlike that of any other entry. */
  readonly key: string;
  readonly group: 'pages' | 'actions' | 'views' | 'people' | 'trackers' | 'assets' | 'zones';
  readonly icon: IconName;
  readonly name: string;
  /** What tells it from others of its name. */
  readonly detail?: string;
  readonly act: () => void;
}

/** The entries whose name holds every word of a text, those that begin with it first; letter case does not count. */
export function fitting(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [...entries];
  const found = entries.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)));
  const rank = ({ name }: PaletteEntry) => (name.toLocaleLowerCase().startsWith(first) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** The same entries, those of a group together; the group of the first comes first. */
export function grouped(entries: readonly PaletteEntry[]): PaletteEntry[] {
  return [...Map.groupBy(entries, ({ group }) => group).values()].flat();
}

/** Which entry an arrow key leads to; from the last one it leads to the first. @param count of entries, at least 1. */
export function stepped(at: number, { step, count }: { step: 1 | -1; count: number }): number {
  return (at + step + count) % count;
}
