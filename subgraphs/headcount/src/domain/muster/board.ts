import type { PersonHistory } from './as-known.ts';
import { believedAt } from './as-known.ts';
import type { Assigned, ExpectedPerson, MarkedIn, MusterMark, VisitRevision } from './facts.ts';
import { personState, type MusterPerson } from './muster-state.ts';
import type { MusterSession } from './session.ts';

/** Somebody on the list with what they are counted and filtered by. */
export interface BoardPerson extends MusterPerson {
  /** The unit that owns the person; null for the tenant itself, undefined where it is not known yet. */
  readonly unitId: string | null | undefined;
  readonly companyId: string | null;
  /** Whether they were on the list at the start. */
  readonly expectedAtStart: boolean;
  /** Offset of the newest entry of topic `person-visits` about them when they last changed, -1 for none. */
  readonly toldVisits: number;
}

/** What is known of people beside what happened. */
export interface Attributes {
  readonly unitOf: (personId: string) => string | null | undefined;
  readonly companyOf: (personId: string) => string | null;
  readonly assignedTo: (personId: string) => readonly Assigned[];
}

/** Everybody of a muster as they stand at an instant. Never changed: what comes later makes another board. */
export interface Board {
  readonly session: MusterSession;
  /** Unix milliseconds. */
  readonly until: number;
  /** Everything that was told, by person, of others than those on the list too. */
  readonly histories: ReadonlyMap<string, PersonHistory>;
  /** People on the list, by id. Whoever did not change is the same object on the next board. */
  readonly people: ReadonlyMap<string, BoardPerson>;
  /** When the next instant comes at which time alone may change somebody, by person. */
  readonly due: ReadonlyMap<string, number>;
}

/** What a board begins with. */
export interface BoardFacts {
  readonly expected: readonly ExpectedPerson[];
  readonly revisions: readonly VisitRevision[];
  readonly marks: readonly MusterMark[];
  readonly markedIn: readonly MarkedIn[];
}

/** The board of a muster at an instant. */
export function createBoard(
  session: MusterSession,
  facts: BoardFacts,
  { until, attributes }: { until: number; attributes: Attributes },
): Board {
  const empty: Board = { session, until, histories: new Map(), people: new Map(), due: new Map() };
  const histories = new Map<string, PersonHistory>();
  for (const expected of facts.expected) {
    histories.set(expected.personId, { ...historyOf(expected.personId, attributes), expected });
  }
  return changed({ ...empty, histories }, { ...facts, everybody: true }, { until, attributes });
}

/** What changes a board. */
export interface BoardChanges {
  readonly revisions: readonly VisitRevision[];
  readonly marks: readonly MusterMark[];
  readonly markedIn: readonly MarkedIn[];
  /** Whether everybody is looked at again, because of something that concerns all. */
  readonly everybody: boolean;
}

/** The board at a later instant; the same one where nothing changed. */
export function updateBoard(
  board: Board,
  changes: BoardChanges,
  { until, attributes }: { until: number; attributes: Attributes },
): Board {
  const isDue = [...board.due.values()].some((at) => at <= until);
  const { revisions, marks, markedIn, everybody } = changes;
  const isQuiet = !revisions.length && !marks.length && !markedIn.length && !everybody && !isDue;
  return isQuiet ? board : changed(board, changes, { until, attributes });
}

function changed(
  board: Board,
  { revisions, marks, markedIn, everybody }: BoardChanges,
  { until, attributes }: { until: number; attributes: Attributes },
): Board {
  const histories = new Map(board.histories);
  const concerned = new Set([...board.due].flatMap(([personId, at]) => (at <= until ? [personId] : [])));
  const of = (personId: string) => histories.get(personId) ?? historyOf(personId, attributes);
  for (const [personId, more] of Map.groupBy(revisions, (revision) => revision.personId)) {
    const history = of(personId);
    histories.set(personId, { ...history, revisions: [...history.revisions, ...more] });
    concerned.add(personId);
  }
  for (const [personId, more] of Map.groupBy(marks, (mark) => mark.personId)) {
    const history = of(personId);
    histories.set(personId, { ...history, marks: [...history.marks, ...more] });
    concerned.add(personId);
  }
  for (const [personId, more] of Map.groupBy(markedIn, (mark) => mark.personId)) {
    const history = of(personId);
    histories.set(personId, { ...history, markedIn: [...history.markedIn, ...more] });
    concerned.add(personId);
  }
  if (everybody) refresh(histories, attributes);
  const next = { session: board.session, until, histories, people: new Map(board.people), due: new Map(board.due) };
  for (const personId of everybody ? histories.keys() : concerned) look(next, personId, attributes);
  return next;
}

interface OpenBoard extends Board {
  readonly people: Map<string, BoardPerson>;
  readonly due: Map<string, number>;
}

function look({ session, until, histories, people, due }: OpenBoard, personId: string, attributes: Attributes): void {
  const history = histories.get(personId);
  if (!history) return;
  const state = personState(session, believedAt(history), until);
  const next = state && boardPerson(state, history, attributes);
  if (!next) people.delete(personId);
  else if (!isEqual(people.get(personId), next)) people.set(personId, next);
  const dueAt = nextInstant(history, until);
  if (dueAt === Infinity) due.delete(personId);
  else due.set(personId, dueAt);
}

function boardPerson(state: MusterPerson, history: PersonHistory, attributes: Attributes): BoardPerson {
  const { personId } = state;
  return {
    ...state,
    unitId: attributes.unitOf(personId),
    companyId: attributes.companyOf(personId),
    expectedAtStart: history.expected !== null,
    toldVisits: history.revisions.reduce((newest, { offset }) => Math.max(newest, offset), -1),
  };
}

/** What was told does not make somebody another person, as long as nothing followed from it. */
function isEqual(a: BoardPerson | undefined, b: BoardPerson): boolean {
  if (!a) return false;
  const keys = Object.keys(b) as (keyof BoardPerson)[];
  return keys.every((key) => key === 'toldVisits' || a[key] === b[key]);
}

function historyOf(personId: string, { assignedTo }: Attributes): PersonHistory {
  return { personId, expected: null, assigned: assignedTo(personId), revisions: [], marks: [], markedIn: [] };
}

function refresh(histories: Map<string, PersonHistory>, { assignedTo }: Attributes): void {
  for (const [personId, history] of histories) histories.set(personId, { ...history, assigned: assignedTo(personId) });
}

/** The next instant at which time alone may change how somebody stands; Infinity where there is none. */
function nextInstant({ revisions, marks }: PersonHistory, until: number): number {
  let next = Infinity;
  const see = (at: number | null) => {
    if (at !== null && at > until && at < next) next = at;
  };
  for (const { from, to, probable, stale, lost } of revisions) {
    for (const part of [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])]) {
      see(part.from);
      see(part.to);
    }
  }
  for (const { at } of marks) see(at);
  return next;
}
