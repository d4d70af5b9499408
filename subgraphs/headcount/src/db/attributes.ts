import type { Tx } from '@trekker/kit';

import { attributesOf, type Attributes, type PersonTold, type UnitTold } from '../domain/attributes.ts';

/** What was told of people and units, and since when it held. */
export interface AttributeBook {
  /** What held of a person at an instant (Unix milliseconds); undefined where nobody told of the person. */
  at(personId: string, at: number): Attributes | undefined;
  /** Instants behind another (absent: ever) at which anything of a person or of a unit changed, in order of time. */
  changesOf(personId: string, after?: number): readonly number[];
}

/** What was told of these people. What was told first of somebody or of a unit counts for the time before it too. */
export async function attributeBook(tx: Tx, personIds: readonly string[]): Promise<AttributeBook> {
  const rows = await tx.sql<ReplicaRow[]>`
    select replica, key, valid_from, data from headcount.replicas
    where replica = 'people' and key = any(${[...personIds]}) and data is not null
    union all
    select replica, key, valid_from, data from headcount.replicas
    where replica in ('unit-paths', 'unit-kinds') and data is not null
    order by valid_from`;
  const states = Map.groupBy(rows, ({ replica, key }) => `${replica}/${key}`);
  const unitChanges = [...new Set(rows.filter(({ replica }) => replica !== 'people').map((row) => row.valid_from))];

  function stateOf(replica: string, key: string, at: number): Partial<PersonTold & UnitTold> | undefined {
    const known = states.get(`${replica}/${key}`);
    return (known?.findLast((row) => row.valid_from <= at) ?? known?.[0])?.data;
  }

  function unitAt(unitId: string, at: number): UnitTold | undefined {
    const path = stateOf('unit-paths', unitId, at)?.path;
    return path && { path, kind: stateOf('unit-kinds', unitId, at)?.kind ?? '' };
  }

  return {
    at(personId, at) {
      // What the replica of people keeps was told whole.
      const person = stateOf('people', personId, at);
      return person && attributesOf(person as PersonTold, (unitId) => unitAt(unitId, at));
    },
    changesOf(personId, after = -Infinity) {
      const own = (states.get(`people/${personId}`) ?? []).map((row) => row.valid_from);
      const behind = [...own, ...unitChanges].filter((at) => at > after);
      return [...new Set(behind)].toSorted((a, b) => a - b);
    },
  };
}

interface ReplicaRow {
  readonly replica: string;
  readonly key: string;
  readonly valid_from: number;
  readonly data: Partial<PersonTold & UnitTold>;
}
