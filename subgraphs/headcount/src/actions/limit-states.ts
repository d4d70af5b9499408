import type { TenantAccess } from '@trekker/kit';

import { attributeBook } from '../db/attributes.ts';
import { instantStretch } from '../db/beliefs.ts';
import { limitVersions } from '../db/limits.ts';
import { staysIn } from '../db/presence.ts';
import { placeBook } from '../db/zones.ts';
import { selects, STRANGER } from '../domain/attributes.ts';
import { headcountAt } from '../domain/headcount.ts';
import { limitStateOf, versionAt, type LimitVersion, type StandingLimit } from '../domain/limit/limit.ts';
import { instantsKey, structureInstant, type Question } from '../domain/question.ts';
import { countsForLimits } from '../domain/state.ts';
import { zonesOf } from './count-people.ts';

/**
 * How headcounts stand to the limits of their zones and places, in the order of the questions. Whom a viewer may see does
 * not matter: it is the zone that is full.
 */
export async function limitStates(tenant: TenantAccess, questions: readonly Question[]): Promise<StandingLimit[][]> {
  return tenant.read(async (tx) => {
    const ids = (kind: Question['kind']) =>
      questions.flatMap((one) => (one.kind === kind && 'id' in one ? one.id : []));
    const versions = await limitVersions(tx, { zoneIds: ids('zone'), placeIds: ids('place') });
    const holding = new Map(questions.map((question) => [question, limitsAt(versions, question)]));
    const limited = questions.filter((question) => holding.get(question)?.length);
    const standing = new Map<Question, StandingLimit[]>();
    const places = limited.length ? await placeBook(tx) : null;
    for (const asked of Map.groupBy(limited, instantsKey).values()) {
      const [{ at, knownAt } = { at: 0, knownAt: null }] = asked;
      const then = structureInstant({ at, knownAt });
      const tree = places?.at(then);
      const zones = asked.map((question) => (tree && zonesOf(question, tree)) ?? []);
      const stays = await staysIn(tx, instantStretch(at, knownAt), [...new Set(zones.flat())]);
      const book = await attributeBook(tx, [...new Set(stays.map(({ personId }) => personId))]);
      for (const [index, question] of asked.entries()) {
        const own = new Set(zones[index]);
        const inside = headcountAt(
          stays.filter(({ zoneId }) => own.has(zoneId)),
          at,
          () => 0,
        ).people.filter(({ state }) => countsForLimits(state));
        const stand = (limit: LimitVersion): StandingLimit => {
          const counted = inside.filter(({ personId }) => selects(limit, book.at(personId, then) ?? STRANGER));
          return { limit, state: limitStateOf(limit, counted.length) };
        };
        standing.set(question, (holding.get(question) ?? []).map(stand));
      }
    }
    return questions.map((question) => standing.get(question) ?? []);
  });
}

/** Limits of what a question is about that hold at its instant, by id. */
function limitsAt(
  versions: readonly (LimitVersion & { readonly knownFrom: number })[],
  question: Question,
): LimitVersion[] {
  if (question.kind === 'everywhere') return [];
  const { kind, id, at, knownAt } = question;
  const own = versions.filter(
    ({ target, knownFrom }) => target.kind === kind && target.id === id && (knownAt === null || knownFrom <= knownAt),
  );
  return [...Map.groupBy(own, ({ limitId }) => limitId).values()].flatMap((known) => {
    const version = versionAt(known, at);
    return version && !version.removed ? [version] : [];
  });
}
