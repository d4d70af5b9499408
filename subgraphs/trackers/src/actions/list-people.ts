import type { Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { peopleById } from '../db/people.ts';
import { personList } from '../db/lists/carrier-list.ts';
import { countBy, countByConnection, countListed } from '../db/lists/listed.ts';
import type { PersonConnectionRow } from '../db/rows.ts';
import { parseListPage, type ListArguments } from '../domain/list-page.ts';
import type { PersonKind } from '../domain/person-kind.ts';
import { pageOf, parseFilter, type CommonFilter } from './list-of.ts';

export interface PersonFilter extends CommonFilter {
  readonly kind?: readonly PersonKind[] | null | undefined;
  readonly inAnyZone?: boolean | null | undefined;
}

/** A page of the people that fit. */
export async function listPeople(
  ctx: Context,
  args: ListArguments & { readonly filter?: PersonFilter | null | undefined },
): Promise<PersonConnectionRow> {
  const page = parseListPage('people', args);
  const reach = {
    carriers: ctx.reach('people:read'),
    trackers: ctx.reach('trackers:read'),
    visits: ctx.reach('visits:read'),
  };
  const filter = args.filter ?? {};
  const { kind = null, inAnyZone = null } = filter;
  const wanted = { ...(await parseFilter(ctx, filter)), kind, inAnyZone, reach };
  const list = (tx: Tx) => personList(tx, wanted);
  const found = await pageOf(ctx, page, {
    list,
    rowsByIds: (tx, ids) => peopleById(tx, ids, reach.carriers),
    idOf: ({ personId }) => personId,
  });
  return {
    ...found,
    count: () => ctx.tenant.read((tx) => countListed(tx, list(tx))),
    countByConnection: () => ctx.tenant.read((tx) => countByConnection(tx, list(tx))),
    countByKind: () => ctx.tenant.read((tx) => countBy(tx, personList(tx, { ...wanted, kind: null }), tx.sql`e.kind`)),
  };
}
