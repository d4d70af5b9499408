import { colourOf } from '../../map/features/replay-features.ts';

/** The number of a tracker of a replay in its colour, as it stands on the map. @param number from 1. */
export function LaneBadge({ number }: { readonly number: number }) {
  return (
    <span
      aria-hidden
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold text-on-replay tabular-nums"
      style={{ background: `var(--color-replay-${colourOf(number - 1) + 1})` }}
    >
      {number}
    </span>
  );
}
