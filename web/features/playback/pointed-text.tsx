'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { LaneBadge } from './lane-badge.tsx';
import type { ChartMeasure } from './replay/chart-series.ts';
import type { Whereabouts } from './replay/whereabouts.ts';
import { altitudeText, speedText } from './speed-text.ts';
import { useInstant, type Replay } from './use-replay.ts';

/** The values of the chart at the instant that is pointed at, else at the one that is shown. */
export function PointedText({ replay, measure }: { readonly replay: Replay; readonly measure: ChartMeasure }) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const { player, lanes } = replay;
  const pointed = useSyncExternalStore(player.onPointed, player.pointed, player.pointed);
  const shown = useInstant(player);
  const instant = pointed ?? shown;
  const value = (where: Whereabouts | null) => {
    if (!where || where.kind !== 'located') return where?.kind === 'silent' ? t('silent') : '–';
    return measure === 'speed' ? speedText(format, where.speed) : altitudeText(format, where.altitude);
  };
  return (
    <p
      data-pointed={pointed === null ? undefined : ''}
      className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 text-xs tabular-nums"
    >
      <span className={pointed === null ? 'text-muted' : 'font-semibold'}>
        {format.dateTime(instant, { timeStyle: 'medium' })}
      </span>
      {lanes.map((lane, index) => (
        <span key={lane.number} className="inline-flex items-center gap-1 *:first:size-4 *:first:text-[0.625rem]">
          <LaneBadge number={lane.number} />
          {value(player.whereabouts(index, instant))}
        </span>
      ))}
    </p>
  );
}
