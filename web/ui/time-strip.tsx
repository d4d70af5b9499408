import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { stripParts, type Lasting } from './strip-parts.ts';

/** Something that lasted, as it is drawn. */
export interface Stretch extends Lasting {
  readonly key: string;
  /** Classes of its colour. */
  readonly look: string;
  /** What it is, on hover. */
  readonly title: string;
}

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
  const nowAt =
    span.now > span.from && span.now < span.to ? ((span.now - span.from) / (span.to - span.from)) * 100 : null;
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="w-16 shrink-0 text-muted tabular-nums">{name}</span>
      <div aria-hidden className="relative h-6 min-w-0 flex-1 overflow-hidden rounded-md bg-sunken">
        {Array.from({ length: ticks - 1 }, (_, tick) => (
          <span
            key={tick}
            className="absolute inset-y-0 w-px bg-line"
            style={{ left: `${((tick + 1) / ticks) * 100}%` }}
          />
        ))}
        {stripParts(stretches, span).map(({ thing, left, width }) => (
          <span
            key={thing.key}
            title={thing.title}
            className={classNames('absolute inset-y-1 min-w-0.5 rounded-sm', thing.look)}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
        {nowAt !== null && <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${nowAt}%` }} />}
      </div>
    </div>
  );
}
