/** The rows behind every subgraph of the test world, so that a single schema over the same rows is an oracle. */

export interface PersonRow {
  readonly id: string;
  name: string;
  readonly legacyId: string;
  readonly tags: readonly string[];
  readonly address: { readonly street: string; readonly city: string } | null;
  readonly bossId: string | null;
  readonly trackerIds: readonly string[];
  readonly commentIds: readonly string[];
  readonly likes: readonly { readonly type: 'Book' | 'Car'; readonly id: string }[];
}

export interface TrackerRow {
  readonly id: string;
  readonly name: string;
  readonly personId: string | null;
  readonly status: 'CONNECTED' | 'IDLE';
}

const names = ['Ada', 'Bo', 'Cleo', 'Dag', 'Eve', 'Finn'];

export const people: PersonRow[] = names.map((name, index) => ({
  id: `p${index}`,
  name,
  legacyId: `L${index * 7}`,
  tags: index % 2 ? [] : ['a', 'b'],
  address: index % 3 ? { street: `Street ${index}`, city: 'Oslo' } : null,
  bossId: index === 0 ? null : `p${Math.floor((index - 1) / 2)}`,
  trackerIds: index === 5 ? [] : [`t${index}`, ...(index === 1 ? ['t6'] : [])],
  commentIds: Array.from({ length: index }, (_, n) => `c${index}-${n}`),
  likes:
    index % 2
      ? [{ type: 'Car', id: 'car1' }]
      : [
          { type: 'Book', id: 'book1' },
          { type: 'Car', id: 'car2' },
        ],
}));

export const trackers: TrackerRow[] = Array.from({ length: 8 }, (_, index) => ({
  id: `t${index}`,
  name: `Tracker ${index}`,
  personId: people.find((person) => person.trackerIds.includes(`t${index}`))?.id ?? null,
  status: index % 2 ? 'IDLE' : 'CONNECTED',
}));

export const positions = trackers
  .filter((_, index) => index !== 3)
  .map(({ id }, index) => ({ id: `pos-${id}`, trackerId: id, latitude: 59 + index / 100, longitude: 10 }));

export const books = [{ id: 'book1', title: 'Maps', pages: 300 }];
export const cars = [
  { id: 'car1', title: 'Van', wheels: 4 },
  { id: 'car2', title: 'Bus', wheels: 6 },
];

export function byId<T extends { readonly id: string }>(rows: readonly T[], id: string | null | undefined): T | null {
  return rows.find((row) => row.id === id) ?? null;
}
