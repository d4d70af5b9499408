import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { laneCount, stripParts, type Lasting } from './strip-parts.ts';

/** Something that lasted, as it is drawn. */
export interface Stretch extends Lasting {
  readonly key: string;
  /** Classes of its colour. */
  readonly look: string;
  /** What it is, on hover. */
  readonly title: string;
}

// A lane is as high as what stands in it and a gap below.
const LANE_REM = 0.875;
const MARGIN_REM = 0.375;

/** A stretch of time from left to right with what lasted during it. The same stands in words elsewhere. */
export function TimeStrip({
  name,
  span,
  stretches,
  ticks,
}: {
  readonly name: ReactNode;
  /** Unix milliseconds. */
  readonly span: { readonly from: number; readonly to: number; readonly now: number };
  readonly stretches: readonly Stretch[];
  /** Into how many equal parts thin lines divide the strip. */
  readonly ticks: number;
}) {
  const parts = stripParts(stretches, span);
  const { from, to, now } = span;
  const nowAt = now > from && now < to ? ((now - from) / (to - from)) * 100 : null;
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="w-16 shrink-0 text-muted tabular-nums">{name}</span>
      <div
        aria-hidden
        className="relative min-w-0 flex-1 overflow-hidden rounded-md bg-sunken"
        style={{ height: `${MARGIN_REM * 2 + laneCount(parts) * LANE_REM}rem` }}
      >
        {Array.from({ length: ticks - 1 }, (_, tick) => (
          <span
            key={tick}
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: `${((tick + 1) / ticks) * 100}%` }}
          />
        ))}
        {parts.map(({ thing, left, width, lane }) => (
          <span
            key={thing.key}
            title={thing.title}
            className={classNames('absolute h-3 min-w-0.5 rounded-sm', thing.look)}
            style={{ left: `${left}%`, width: `${width}%`, top: `${MARGIN_REM + lane * LANE_REM}rem` }}
          />
        ))}
        {nowAt !== null && <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${nowAt}%` }} />}
      </div>
    </div>
  );
}
