import type { BoardPerson } from '../board.ts';
import type { LastLocated } from '../located.ts';
import type { MusterOrigin } from '../origin.ts';
import { isAccounted, type MusterBasis, type MusterState } from '../person-state.ts';
import type { PrintWords } from './words/words.ts';

/** A list to be printed: everybody on it, whatever their trackers say. Instants are Unix milliseconds. */
export interface Sheet {
  readonly name: string;
  readonly mode: 'LIVE' | 'DRILL' | 'TEST';
  readonly status: 'RUNNING' | 'PAUSED' | 'ENDED' | 'CANCELLED';
  readonly place: string;
  readonly startedAt: number;
  readonly printedAt: number;
  /** IANA name of the zone in which instants are printed. */
  readonly timeZone: string;
  readonly total: number;
  readonly accounted: number;
  readonly groups: readonly SheetGroup[];
}

/** People who are printed together. */
export interface SheetGroup {
  readonly title: string;
  readonly lines: readonly SheetLine[];
}

/** One person. */
export interface SheetLine {
  readonly personId: string;
  /** Null where it is not known here, or the viewer may not know it. */
  readonly name: string | null;
  readonly company: string;
  readonly accounted: boolean;
  readonly state: MusterState;
  readonly by: MusterBasis | null;
  readonly since: number;
  readonly origin: MusterOrigin;
  readonly station: string;
  readonly ownStations: string;
  readonly lastZone: string;
  readonly silentSince: number | null;
  /** Of who is missing, where a tracker of theirs was last located; null where nobody knows. */
  readonly located: (LastLocated & { readonly zone: string }) | null;
}

/** Names of what ids stand for; empty where one is not known. */
export interface Names {
  readonly person: (personId: string) => string | null;
  readonly unit: (unitId: string | null) => string;
  readonly zone: (zoneId: string | null) => string;
}

/** How people are put together; the values of the SDL's `MusterGrouping`. */
export type Grouping = 'COMPANY' | 'STATION';

/** What a sheet is made of. */
export interface SheetSource {
  readonly head: Omit<Sheet, 'total' | 'accounted' | 'groups'>;
  readonly people: readonly BoardPerson[];
  readonly ownStations: (personId: string) => readonly string[];
  /** Where people were last located, by person. */
  readonly located: ReadonlyMap<string, LastLocated>;
  readonly names: Names;
  readonly groupBy: Grouping;
  readonly words: PrintWords;
}

/** The sheet of a muster: groups by title, in them people by name; who had left before the start comes last. */
export function sheetOf({ head, people, ownStations, located, names, groupBy, words }: SheetSource): Sheet {
  const lines = people.map((person) => {
    const { personId } = person;
    return lineOf(person, { names, own: ownStations(personId), located: located.get(personId) ?? null });
  });
  const titleOf = (line: SheetLine) => {
    if (line.state === 'REMOVED') return words.removed;
    if (groupBy === 'COMPANY') return line.company || words.noCompany;
    return line.ownStations || (line.lastZone ? words.noStationLastIn(line.lastZone) : words.noStation);
  };
  const groups = [...Map.groupBy(lines, titleOf)].map(([title, members]) => ({
    title,
    lines: members.toSorted(byName),
  }));
  const listed = lines.filter(({ state }) => state !== 'REMOVED');
  return {
    ...head,
    total: listed.length,
    accounted: listed.filter(({ accounted }) => accounted).length,
    groups: groups.toSorted((a, b) => byTitle(a, b, words.removed)),
  };
}

function lineOf(
  person: BoardPerson,
  { names, own, located }: { names: Names; own: readonly string[]; located: LastLocated | null },
): SheetLine {
  const { personId, state, by, since, origin, silentSince } = person;
  return {
    personId,
    state,
    by,
    since,
    origin,
    silentSince,
    name: names.person(personId),
    company: names.unit(person.companyId),
    accounted: isAccounted(state),
    station: names.zone(person.stationId),
    ownStations: own.map(names.zone).join(', '),
    lastZone: names.zone(person.zoneId),
    located: located && { ...located, zone: names.zone(located.zoneId) },
  };
}

function byName(a: SheetLine, b: SheetLine): number {
  return compareText(a.name ?? '\uffff', b.name ?? '\uffff') || compareText(a.personId, b.personId);
}

function byTitle({ title: a }: SheetGroup, { title: b }: SheetGroup, last: string): number {
  return Number(a === last) - Number(b === last) || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}
