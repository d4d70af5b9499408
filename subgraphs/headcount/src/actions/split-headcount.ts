import type { Context } from '../context.ts';
import { attributeBook } from '../db/attributes.ts';
import { structureInstant, type AnsweredQuestion } from '../domain/question.ts';
import { splitBy, type Share, type SplitBy } from '../domain/split.ts';
import { STRANGER } from '../domain/attributes.ts';

/** The shares of a headcount by what people have in common, as it held at the instant they were counted at. */
export async function splitHeadcount(
  ctx: Context,
  { question, people }: AnsweredQuestion,
  by: SplitBy,
): Promise<Share[]> {
  const book = await ctx.tenant.read((tx) =>
    attributeBook(
      tx,
      people.map(({ personId }) => personId),
    ),
  );
  const attributes = new Map(
    people.map(({ personId }) => [personId, book.at(personId, structureInstant(question)) ?? STRANGER] as const),
  );
  return splitBy(people, { by, attributes });
}
