import { parseShape } from '../shape/parse-shape.ts';
import { ringName, type ShapeProblem } from '../shape/shape-problem.ts';
import { geoJsonOf, type Draft } from './draft.ts';

/** A problem of drafts, and which of them and of their rings has it. */
export interface DraftProblem extends ShapeProblem {
  readonly draft: number | null;
  readonly draftRing: number | null;
}

/** What is wrong with drafts; polygons and rings are called by what they were when they were given. */
export function draftProblems(drafts: readonly Draft[]): DraftProblem[] {
  const parsed = parseShape(geoJsonOf(drafts));
  if (parsed.kind === 'valid') return [];
  return parsed.problems.map((problem) => {
    const { polygon, ring } = problem;
    const draft = polygon === null ? undefined : drafts[polygon];
    return {
      ...problem,
      draft: polygon,
      draftRing: ring,
      polygon: draft?.origin ?? polygon,
      ring: ring === null ? null : (draft?.numbers[ring] ?? ring),
      message: problem.message.replaceAll(NAMES, (...[, shell, hole, number]: string[]) => {
        const named = drafts[Number(number) - 1];
        const given = named?.origin ?? Number(number) - 1;
        if (shell === undefined) return `polygon ${given + 1}`;
        const index = hole === undefined ? 0 : Number(hole);
        return ringName({ polygon: given, ring: named?.numbers[index] ?? index });
      }),
    };
  });
}

/** How messages call polygons and rings. */
const NAMES = /(?:(the outer ring|hole (\d+)) of )?polygon (\d+)/g;
