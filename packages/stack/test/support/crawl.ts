import { type ApiShape, type RootField } from './api-shape.ts';
import type { Client } from './client.ts';
import { idsIn } from './ids.ts';
import { operationOf } from './operations.ts';

/** What a tenant is answered to every query that names nothing. */
export interface Crawled {
  /** Answers by the coordinate of their field. */
  readonly texts: ReadonlyMap<string, string>;
  /** Every id that came up, by the type of what has it. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

/** Asks every query that insists on no argument for everything, lists at their longest. Fails on any error. */
export async function crawl(client: Client, shape: ApiShape): Promise<Crawled> {
  const texts = new Map<string, string>();
  const found = new Map<string, Set<string>>();
  for (const root of shape.roots.filter(namesNothing)) {
    const isList = root.field.args.some(({ name }) => name === 'first');
    const { text } = await client.post(operationOf(shape, root), isList ? { first: 500 } : {});
    const answer = JSON.parse(text) as { data?: unknown; errors?: unknown };
    if (answer.errors) throw new Error(`${root.coordinate} answered ${text.slice(0, 1_000)}`);
    texts.set(root.coordinate, text);
    idsIn(answer.data, found);
  }
  return { texts, ids: new Map([...found].map(([type, ids]) => [type, [...ids]])) };
}

function namesNothing({ operation, field }: RootField): boolean {
  return (
    operation === 'query' &&
    field.args.every(({ type, defaultValue }) => type.kind !== 'NON_NULL' || defaultValue !== null)
  );
}
