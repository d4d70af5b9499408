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
  for await (const { coordinate, text, data } of answersTo(client, shape)) {
    texts.set(coordinate, text);
    idsIn(data, found);
  }
  return { texts, ids: new Map([...found].map(([type, ids]) => [type, [...ids]])) };
}

/** The same answers one by one, for who need not hear them all. */
export async function* answersTo(
  client: Client,
  shape: ApiShape,
): AsyncGenerator<{ coordinate: string; text: string; data: unknown }> {
  for (const root of shape.roots.filter(namesNothing)) {
    const { coordinate, field } = root;
    const isList = field.args.some(({ name }) => name === 'first');
    const { text } = await client.post(operationOf(shape, root), isList ? { first: 500 } : {});
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
    if (errors) throw new Error(`${coordinate} answered ${text.slice(0, 1_000)}`);
    yield { coordinate, text, data };
  }
}

function namesNothing({ operation, field }: RootField): boolean {
  return (
    operation === 'query' &&
    field.args.every(({ type, defaultValue }) => type.kind !== 'NON_NULL' || defaultValue !== null)
  );
}
