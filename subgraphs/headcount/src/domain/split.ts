import { STRANGER, type Attributes, type PersonKind } from './attributes.ts';
import type { CountedPerson } from './headcount.ts';
import { countStates, type Counts } from './state.ts';

/** What headcounts are split by; the values of the SDL's `HeadcountSplit`. */
export type SplitBy = 'COMPANY' | 'TRADE' | 'ROLE' | 'KIND' | 'UNIT';

/** Those of a headcount who have something in common. */
export interface Share extends Counts {
  /** Their company or unit, where it is split by these. */
  readonly unitId: string | null;
  /** Their trade or role, where it is split by these. */
  readonly label: string | null;
  readonly kind: PersonKind | null;
}

/** The shares of a headcount, the largest first, then by what they have in common; who has nothing of it comes last. */
export function splitBy(
  people: readonly CountedPerson[],
  { by, attributes }: { by: SplitBy; attributes: ReadonlyMap<string, Attributes> },
): Share[] {
  const groups = Map.groupBy(people, ({ personId }) => valueOf(attributes.get(personId) ?? STRANGER, by) ?? '');
  const shares = [...groups].map(([value, group]) => ({
    value,
    size: group.length,
    share: { ...commonOf(value || null, by), ...countStates(group.map(({ state }) => state)) },
  }));
  return shares
    .toSorted((a, b) => Number(!a.value) - Number(!b.value) || b.size - a.size || (a.value < b.value ? -1 : 1))
    .map(({ share }) => share);
}

function valueOf(attributes: Attributes, by: SplitBy): string | null {
  switch (by) {
    case 'COMPANY':
      return attributes.companyId;
    case 'UNIT':
      return attributes.unitId;
    case 'TRADE':
      return attributes.trade;
    case 'ROLE':
      return attributes.role;
    case 'KIND':
      return attributes.kind;
  }
}

function commonOf(value: string | null, by: SplitBy): Pick<Share, 'unitId' | 'label' | 'kind'> {
  const nothing = { unitId: null, label: null, kind: null };
  switch (by) {
    case 'COMPANY':
    case 'UNIT':
      return { ...nothing, unitId: value };
    case 'TRADE':
    case 'ROLE':
      return { ...nothing, label: value };
    case 'KIND':
      // What people are split by is a kind that was told.
      return { ...nothing, kind: value as PersonKind | null };
  }
}
