import type { PersonHistory } from './as-known.ts';
import type { Board } from './board.ts';

/**
 * People of whom something was told behind an offset of topic `person-visits`, or whose time came after an instant (Unix
 * milliseconds). What is told of the past moves nobody who did not change, but may name them.
 */
export function movedBetween({ histories, until }: Board, { visits, at }: { visits: number; at: number }): string[] {
  const moved = [...histories.values()].filter(
    (history) =>
      history.revisions.some(({ offset }) => offset > visits) ||
      instantsIn(history).some((instant) => instant > at && instant <= until),
  );
  return moved.map(({ personId }) => personId);
}

function instantsIn({ revisions, marks }: PersonHistory): number[] {
  const parts = revisions.flatMap(({ from, to, probable, stale, lost }) => [
    { from, to },
    ...probable,
    ...stale,
    ...(lost ? [lost] : []),
  ]);
  return [...parts.flatMap(({ from, to }) => (to === null ? [from] : [from, to])), ...marks.map((mark) => mark.at)];
}
