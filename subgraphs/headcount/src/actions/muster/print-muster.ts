import type { Context } from '../../context.ts';
import { organisationOf, structureOf } from '../../db/muster/replicated.ts';
import { stationsAt } from '../../domain/muster/facts.ts';
import type { LastLocated } from '../../domain/muster/located.ts';
import { csvOf } from '../../domain/muster/print/csv.ts';
import { htmlOf } from '../../domain/muster/print/html.ts';
import { sheetOf, type Grouping } from '../../domain/muster/print/sheet.ts';
import { PRINT_WORDS, type PrintLanguage } from '../../domain/muster/print/words/words.ts';
import { timeZoneOf } from '../../domain/muster/scope.ts';
import type { MusterView } from './views.ts';

/** What is to be printed, and how. */
export interface Print {
  readonly format: 'HTML' | 'CSV';
  readonly groupBy: Grouping;
  readonly language: PrintLanguage;
  /** Names of people by id; absent where their owner does not answer: the list is printed all the same. */
  readonly names: ReadonlyMap<string, string | null>;
}

/** The list of a muster for paper: everybody on it whom the viewer may see. */
export async function printMuster(
  ctx: Context,
  view: MusterView,
  { format, groupBy, language, names }: Print,
): Promise<string> {
  const words = PRINT_WORDS[format === 'CSV' ? 'EN' : language];
  const { muster, board, people } = view;
  const { structure, units, tenantTimeZone } = await ctx.tenant.read(async (tx) => {
    const { units, timeZone } = await organisationOf(tx);
    return { structure: await structureOf(tx), units, tenantTimeZone: timeZone };
  });
  const located = await locatedIn(ctx, view);
  const { name, mode, status, placeId, startedAt } = muster;
  const sheet = sheetOf({
    head: {
      name,
      mode,
      status,
      startedAt,
      printedAt: ctx.clock.now(),
      place: structure.places.get(placeId)?.name ?? '',
      timeZone: timeZoneOf(structure, placeId, tenantTimeZone),
    },
    people,
    ownStations: (personId) => stationsAt(board.histories.get(personId)?.assigned ?? [], board.until),
    located,
    names: {
      person: (personId) => names.get(personId) ?? null,
      unit: (unitId) => units.get(unitId ?? '')?.name ?? '',
      zone: (zoneId) => structure.zones.get(zoneId ?? '')?.name ?? '',
    },
    groupBy,
    words,
  });
  return format === 'HTML' ? htmlOf(sheet, words) : csvOf(sheet);
}

async function locatedIn(ctx: Context, view: MusterView): Promise<Map<string, LastLocated>> {
  const located = await Promise.all(
    view.people.map(async (person) => [person.personId, await ctx.locate({ person, kept: view })] as const),
  );
  return new Map(located.flatMap(([personId, last]) => (last ? [[personId, last]] : [])));
}
