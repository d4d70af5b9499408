import type { UnitKind } from '../../__generated__/graphql.ts';
import type { Count } from '../../live/headcount/headcount-store.ts';

/** Somebody in a zone. */
export interface Occupant {
  readonly stale: boolean;
  readonly person: {
    readonly id: string;
    readonly name: string;
    /** RFC 3339, or null when never or unknown. */
    readonly lastHeardAt: string | null;
    readonly unit: { readonly id: string } | null;
  };
}

/** A unit in the tree of units. */
export interface UnitNode {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parent: { readonly id: string } | null;
}

/** How many people of one company are on site. */
export interface CompanyCount extends Count {
  /** Id of its unit, or null for people of no unit the viewer may see. */
  readonly id: string | null;
  readonly name: string | null;
}

/** Everybody on site by company, most people first; those without one last. */
export function countByCompany(occupants: readonly Occupant[], units: readonly UnitNode[]): CompanyCount[] {
  const companies = companiesOf(units);
  const groups = Map.groupBy(occupants, ({ person: { unit } }) => (unit && companies.get(unit.id)) ?? null);
  const counts = [...groups].map(([company, people]): CompanyCount => {
    const stale = people.filter((occupant) => occupant.stale).length;
    return { id: company?.id ?? null, name: company?.name ?? null, present: people.length - stale, stale };
  });
  return counts.toSorted(
    (a, b) =>
      Number(a.id === null) - Number(b.id === null) ||
      b.present + b.stale - (a.present + a.stale) ||
      (a.name ?? '').localeCompare(b.name ?? ''),
  );
}

/** The company of each unit: the nearest one at or above it, or the topmost unit where none is a company. */
function companiesOf(units: readonly UnitNode[]): ReadonlyMap<string, UnitNode> {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  return new Map(units.map((unit) => [unit.id, companyOf(unit, known)]));
}

function companyOf(unit: UnitNode, known: ReadonlyMap<string, UnitNode>): UnitNode {
  const passed = new Set<UnitNode>();
  let at = unit;
  while (at.kind !== 'COMPANY' && !passed.has(at)) {
    passed.add(at);
    const above = at.parent && known.get(at.parent.id);
    if (!above) return at;
    at = above;
  }
  return at;
}
