import type { Client, OperationResult } from '@urql/core';
import type { NamesOfPeopleQuery } from '../../../__generated__/graphql.ts';
import { NAMES_OF_PEOPLE } from './import.graphql.ts';

/** The names of everybody as the server has them now; null when it does not answer. */
export async function namesOfPeople(client: Client): Promise<ReadonlySet<string> | null> {
  const names = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const page: OperationResult<NamesOfPeopleQuery> = await client
      .query(NAMES_OF_PEOPLE, { after }, { requestPolicy: 'network-only' })
      .toPromise();
    const { data } = page;
    if (!data) return null;
    for (const { name } of data.people.nodes) names.add(name);
    const { hasNextPage, endCursor } = data.people.pageInfo;
    if (!hasNextPage || !endCursor) return names;
    after = endCursor;
  }
}
