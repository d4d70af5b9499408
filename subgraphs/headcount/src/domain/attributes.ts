import { coversUnit } from '@trekker/kit';

/** In which capacity somebody is on site; the values of the SDL's `PersonKind`. */
export const PERSON_KINDS = ['EMPLOYEE', 'CONTRACTOR', 'VISITOR'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** What headcounts are split by, as it held at one instant; null where nothing is known. */
export interface Attributes {
  readonly unitId: string | null;
  /** Ids of units from the top down to the person's own. */
  readonly unitPath: readonly string[];
  /** The nearest unit above the person, or its own, that is a company. */
  readonly companyId: string | null;
  readonly kind: PersonKind | null;
  readonly trade: string | null;
  readonly role: string | null;
}

/** What is told of a person. */
export interface PersonTold {
  readonly unitId: string | null;
  readonly kind: PersonKind;
  readonly trade: string | null;
  readonly role: string | null;
}

/** What is told of a unit: ids from the top down to itself, and what kind of unit it is. */
export interface UnitTold {
  readonly path: readonly string[];
  readonly kind: string;
}

/** What holds of a person of whom nothing was told. */
export const STRANGER: Attributes = {
  unitId: null,
  unitPath: [],
  companyId: null,
  kind: null,
  trade: null,
  role: null,
};

/** What is known of a person at an instant at which this was told of the units. */
export function attributesOf(person: PersonTold, unit: (unitId: string) => UnitTold | undefined): Attributes {
  const { unitId, kind, trade, role } = person;
  const unitPath = unitId === null ? [] : (unit(unitId)?.path ?? [unitId]);
  const companyId = unitPath.findLast((id) => unit(id)?.kind === 'COMPANY') ?? null;
  return { unitId, unitPath, companyId, kind, trade, role };
}

/** Which people a limit counts; null where that does not matter. */
export interface Selection {
  readonly kinds: readonly PersonKind[] | null;
  /** A unit; people of units below it count as well. */
  readonly companyId: string | null;
}

/** Whether a selection takes somebody of these attributes. */
export function selects({ kinds, companyId }: Selection, { kind, unitPath }: Attributes): boolean {
  const ofKind = kinds === null || (kind !== null && kinds.includes(kind));
  return ofKind && (companyId === null || unitPath.some((unitId) => coversUnit([companyId], unitId)));
}
