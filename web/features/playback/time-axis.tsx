'use client';

import { useFormatter, useTimeZone } from 'next-intl';
import type { Span } from './replay/density.ts';
import { axisTicks } from './replay/axis-ticks.ts';

/** The hours or days below a line of time. */
export function TimeAxis({ span }: { readonly span: Span }) {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? 'UTC';
  const { ticks, isDays } = axisTicks(span, timeZone);
  const name = (instant: number) =>
    format.dateTime(instant, isDays ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' });
  return (
    <div aria-hidden dir="ltr" className="relative h-4 overflow-hidden text-[0.6875rem] text-muted tabular-nums">
      {ticks.map((instant, index) => (
        <span
          key={instant}
          className={index % 2 ? 'absolute -translate-x-1/2 max-md:hidden' : 'absolute -translate-x-1/2'}
          style={{ left: `${((instant - span.from) / (span.to - span.from)) * 100}%` }}
        >
          {name(instant)}
        </span>
      ))}
    </div>
  );
}
