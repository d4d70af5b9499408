import type { ShapeProblem } from '../shape/shape-problem.ts';
import type { Draft } from './draft.ts';
import { draftProblems } from './draft-problems.ts';
import { mendStep } from './mend-step.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import type { ShapeChange } from './shape-change.ts';

/** Valid polygons and what was done to them, or what nothing could be done about. */
export type Mended =
  | { readonly kind: 'mended'; readonly drafts: readonly Draft[]; readonly changes: readonly ShapeChange[] }
  | { readonly kind: 'refused'; readonly problems: readonly ShapeProblem[] };

/** Rounding of places where lines cross may make them cross anew, and of stray holes some are told at a time. */
const MOST_ROUNDS = 8;

/** Mends each polygon by itself, then what neighbours have in common. */
export function mend(given: readonly Draft[]): Mended {
  const alone = mendGroups(given.map((draft) => [draft]));
  if (alone.kind === 'refused') return alone;
  if (alone.drafts.length === 0) return { kind: 'refused', problems: [NOTHING_LEFT] };
  const together = mendGroups(neighbourhoods(alone.drafts));
  if (together.kind === 'refused') return together;
  const problems = draftProblems(together.drafts);
  if (problems.length > 0) return { kind: 'refused', problems };
  return { ...together, changes: [...alone.changes, ...together.changes] };
}

const NOTHING_LEFT: ShapeProblem = {
  polygon: null,
  ring: null,
  code: 'ZERO_AREA',
  message: 'nothing that has an area is left of the shape',
};

function mendGroups(groups: readonly (readonly Draft[])[]): Mended {
  const changes: ShapeChange[] = [];
  const drafts: Draft[] = [];
  for (const group of groups) {
    const mended = mendGroup(group);
    if (mended.kind === 'refused') return mended;
    drafts.push(...mended.drafts);
    changes.push(...mended.changes);
  }
  return { kind: 'mended', drafts, changes };
}

/** Mends polygons until they are valid together. */
function mendGroup(group: readonly Draft[]): Mended {
  const changes: ShapeChange[] = [];
  let drafts = group;
  for (let round = 0; drafts.length > 0; round++) {
    const problems = draftProblems(drafts);
    if (problems.length === 0) break;
    const step = round < MOST_ROUNDS ? mendStep({ drafts, problems, round }) : null;
    if (step === null) return { kind: 'refused', problems };
    changes.push(...step.changes);
    drafts = step.drafts;
  }
  return { kind: 'mended', drafts, changes };
}
