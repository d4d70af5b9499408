import type { MovementVisitFragment } from '../../__generated__/graphql.ts';

/** Somebody entered or left a zone. */
export interface Movement {
  readonly key: string;
  readonly kind: 'ENTERED' | 'LEFT';
  /** Unix milliseconds by the device's clock. */
  readonly at: number;
  readonly visit: MovementVisitFragment;
}

/**
 * Who entered and left where, latest first. A visit that began before the time looked at shows only its end, one that
 * turned out not to have been shows nothing.
 * @param since nothing before is shown, Unix milliseconds; @param most how many at most.
 */
export function movementsOf(
  visits: Iterable<MovementVisitFragment>,
  { since, most }: { since: number; most: number },
): Movement[] {
  return [...visits]
    .filter(({ retracted }) => !retracted)
    .flatMap((visit): Movement[] => {
      const entered = { key: `${visit.id}-in`, kind: 'ENTERED', at: Date.parse(visit.from), visit } as const;
      if (visit.to === null) return [entered];
      return [entered, { key: `${visit.id}-out`, kind: 'LEFT', at: Date.parse(visit.to), visit }];
    })
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => b.at - a.at || a.key.localeCompare(b.key))
    .slice(0, most);
}

/** Who or what moved, and how the map names it; null where the viewer may not see the tracker. */
export function moverOf({ tracker }: MovementVisitFragment): { readonly name: string; readonly show: string } | null {
  if (!tracker) return null;
  const { person, asset } = tracker;
  if (person) return { name: person.name, show: `person:${person.id}` };
  return { name: asset?.name ?? tracker.name, show: `tracker:${tracker.id}` };
}
