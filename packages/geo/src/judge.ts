export { parseShape, type ParsedShape } from './shape/parse-shape.ts';
export type { ShapeProblem, ShapeProblemCode } from './shape/shape-problem.ts';
export { CIRCLE_RADIUS_METERS, CORRIDOR_WIDTH_METERS } from './shape/shape.ts';
