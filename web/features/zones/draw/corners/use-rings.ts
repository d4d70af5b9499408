import { useMemo } from 'react';
import type { DrawnShape } from '../../../../map/drawing/drawn-shape.ts';
import { holesAmong, judgeRings, type RingProblem } from './judge-rings.ts';

/** What there is to say of the rings of a polygon: which are holes, and what is wrong with them. */
export function useRings(drawn: DrawnShape | undefined): {
  readonly holes: readonly boolean[];
  readonly refused: readonly RingProblem[];
} {
  return useMemo(() => {
    const rings = drawn?.kind === 'polygon' ? drawn.rings : [];
    return { holes: holesAmong(rings), refused: judgeRings(rings) };
  }, [drawn]);
}
