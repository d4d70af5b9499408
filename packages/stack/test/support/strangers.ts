import { idPaths, type ApiShape } from './api-shape.ts';
import type { Client } from './client.ts';
import { valueAt, withValueAt, type Call } from './examples.ts';
import { idOfNothing } from './ids.ts';
import { operationOf } from './operations.ts';

/** Two answers that should have been one. */
export interface Difference {
  /** Field and path of the id, and the id's type: `Query.tracker(id) with a Tracker`. */
  readonly cell: string;
  readonly foreign: string;
  readonly missing: string;
}

/** What was compared, and where it differed. */
export interface Comparison {
  readonly cells: readonly string[];
  readonly differences: readonly Difference[];
  /** Mutations that did something with the id of nothing. */
  readonly obeyed: readonly string[];
}

/** What is put where. */
export interface Strangers {
  readonly shape: ApiShape;
  readonly calls: readonly Call[];
  readonly foreign: ReadonlyMap<string, string>;
  /** `own` are the ids that the calls hold, by type: of what they are, a stranger's is put there always. */
  readonly sample?: { readonly oneIn: number; readonly own: ReadonlyMap<string, readonly string[]> };
}

/**
 * Puts every foreign id into every place of every call that takes an id, and compares the answer with that to an id of
 * nothing, byte by byte apart from the id itself.
 * @param foreign an id of each type that the caller must not know of.
 * @param sample leaves out all but one in so many of the types that a place is not meant for.
 */
export async function compareStrangers(
  client: Pick<Client, 'post'>,
  { shape, calls, foreign, sample }: Strangers,
): Promise<Comparison> {
  const cells: string[] = [];
  const differences: Difference[] = [];
  const obeyed: string[] = [];
  for (const [index, { root, variables, path }] of placesOf(shape, calls).entries()) {
    const meant = valueAt(variables, path);
    const document = operationOf(shape, root);
    const answerTo = async (id: string) => {
      const { status, text } = await client.post(document, withValueAt(variables, path, id));
      return `${status} ${text}`.replaceAll(id, 'ID');
    };
    const isAsked = (type: string, turn: number) =>
      !sample || (turn + index) % sample.oneIn === 0 || sample.own.get(type)?.some((own) => own === meant);
    for (const [turn, [type, id]] of [...foreign].entries()) {
      if (!isAsked(type, turn)) continue;
      const cell = `${root.coordinate}(${path.join('.')}) with a ${type}`;
      const [theirs, nobodys] = await Promise.all([answerTo(id), answerTo(idOfNothing(id))]);
      cells.push(cell);
      if (theirs !== nobodys) differences.push({ cell, foreign: theirs, missing: nobodys });
      if (root.operation === 'mutation' && !refuses(nobodys)) obeyed.push(cell);
    }
  }
  return { cells, differences, obeyed };
}

/** Each call with each of the places where it names an id. */
function placesOf(shape: ApiShape, calls: readonly Call[]): (Call & { readonly path: readonly string[] })[] {
  return calls.flatMap((call) =>
    idPaths(shape, call.root)
      .filter((path) => valueAt(call.variables, path) !== undefined)
      .map((path) => ({ ...call, path })),
  );
}

/** Whether an answer holds errors or userErrors. */
function refuses(answer: string): boolean {
  return answer.includes('"errors":[{') || answer.includes('"userErrors":[{');
}
