import { placeName, ringName, type ShapeProblemCode } from '../shape/shape-problem.ts';
import type { Draft } from './draft.ts';
import type { DraftProblem } from './draft-problems.ts';
import { followPole } from './follow-pole.ts';
import { redraw, type ChangedRing } from './redraw.ts';
import type { ShapeChange, ShapeChangeCode } from './shape-change.ts';

/** Drafts nearer to validity, and what that took. */
export interface Step {
  readonly drafts: readonly Draft[];
  readonly changes: readonly ShapeChange[];
}

/** What is to be mended. */
export interface Task {
  readonly drafts: readonly Draft[];
  readonly problems: readonly DraftProblem[];
  /** How many steps were taken before. */
  readonly round: number;
}

/** Of holes outside, some are told at a time; where there are many more, all is drawn anew instead. */
const MOST_ROUNDS_OF_HOLES = 2;

/** One step towards validity, or null where there is none. */
export function mendStep({ drafts, problems, round }: Task): Step | null {
  const codes = new Set(problems.map(({ code }) => code));
  if (codes.has('AROUND_POLE')) return followPoles(drafts, problems);
  const isHoles = codes.size === 1 && codes.has('HOLE_OUTSIDE_SHELL');
  if (isHoles && round < MOST_ROUNDS_OF_HOLES) return dropHoles(drafts, problems);
  return [...codes].every((code) => DEEDS.has(code)) ? redrawAll(drafts, problems) : null;
}

interface Deed {
  readonly code: ShapeChangeCode;
  readonly text: string;
}

const DEEDS: ReadonlyMap<ShapeProblemCode, Deed> = new Map([
  ['SELF_INTERSECTION', { code: 'RING_SPLIT', text: 'the ring was split there' }],
  ['HOLE_CROSSES_SHELL', { code: 'HOLE_CUT', text: 'the hole was cut' }],
  ['HOLE_OUTSIDE_SHELL', { code: 'HOLE_DROPPED', text: 'the hole was left out' }],
  ['HOLES_OVERLAP', { code: 'HOLES_JOINED', text: 'the holes were joined' }],
  ['POLYGONS_OVERLAP', { code: 'POLYGONS_JOINED', text: 'the polygons were joined' }],
]);

function redrawAll(drafts: readonly Draft[], problems: readonly DraftProblem[]): Step | null {
  const redrawn = redraw(drafts);
  if (redrawn === null) return null;
  const [only] = drafts;
  const polygon = drafts.length === 1 ? (only?.origin ?? null) : null;
  const crossings = redrawn.crossings.map((position): ShapeChange => {
    const message = `a point was made where lines cross, at ${placeName(position)}`;
    return { polygon, ring: null, position, code: 'CROSSING_ADDED', message };
  });
  const told = problems.flatMap(deedOf);
  const others = redrawn.changed.map((changed) => changeOf(drafts, changed));
  const untold = others.filter(
    (one) => !told.some((other) => other.polygon === one.polygon && other.ring === one.ring),
  );
  return { drafts: redrawn.drafts, changes: [...told, ...untold, ...crossings] };
}

function dropHoles(drafts: readonly Draft[], problems: readonly DraftProblem[]): Step {
  const kept = drafts.map((draft, index) => {
    const stray = new Set(problems.filter((problem) => problem.draft === index).map(({ draftRing }) => draftRing));
    const keep = <Item>(items: readonly Item[]) => items.filter((_item, ring) => !stray.has(ring));
    return { ...draft, rings: keep(draft.rings), numbers: keep(draft.numbers) };
  });
  return { drafts: kept, changes: problems.flatMap(deedOf) };
}

function changeOf(drafts: readonly Draft[], { draft, ring: index, isGone }: ChangedRing): ShapeChange {
  const { origin = null, numbers = [] } = drafts[draft] ?? {};
  const ring = numbers[index] ?? index;
  const name = ringName({ polygon: origin ?? draft, ring });
  if (isGone)
    return { polygon: origin, ring, code: 'RING_DROPPED', message: `${name} was left out: nothing of it counts` };
  return {
    polygon: origin,
    ring,
    code: 'RING_REDRAWN',
    message: `${name} was redrawn where it meets others or itself`,
  };
}

/** What is done about a problem, in words. */
function deedOf({ polygon, ring, position, code, message }: DraftProblem): ShapeChange[] {
  const deed = DEEDS.get(code);
  if (deed === undefined) return [];
  const place = position === undefined ? {} : { position };
  return [{ polygon, ring, ...place, code: deed.code, message: `${message}: ${deed.text}` }];
}

function followPoles(drafts: readonly Draft[], problems: readonly DraftProblem[]): Step | null {
  const changes: ShapeChange[] = [];
  const followed: Draft[] = [];
  for (const [index, draft] of drafts.entries()) {
    const around = new Set(problems.filter((problem) => problem.draft === index).map(({ draftRing }) => draftRing));
    const rings = draft.rings.map((ring, number) => (around.has(number) ? followPole(ring) : ring));
    const led = rings.filter((ring) => ring !== null);
    if (led.length < rings.length) return null;
    followed.push({ ...draft, rings: led });
    changes.push(
      ...problems.flatMap(({ draft: of, polygon, ring }): ShapeChange[] => {
        if (of !== index || polygon === null || ring === null) return [];
        const message = `${ringName({ polygon, ring })} goes round a pole; it was led along the antimeridian and the pole`;
        return [{ polygon, ring, code: 'POLE_FOLLOWED', message }];
      }),
    );
  }
  return { drafts: followed, changes };
}
