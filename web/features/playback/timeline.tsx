'use client';

import { useFormatter, useTranslations } from 'next-intl';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { PALETTES } from '../../map/palette.ts';
import { classNames } from '../../ui/class-names.ts';
import { useTheme } from '../../ui/use-theme.ts';
import { drawChart } from './draw-chart.ts';
import { DENSITY_HEIGHT, drawLanes, LANE_HEIGHT } from './draw-lanes.ts';
import { PointedText } from './pointed-text.tsx';
import type { ChartMeasure } from './replay/chart-series.ts';
import { TimeAxis } from './time-axis.tsx';
import { useCanvas, type Sheet } from './use-canvas.ts';
import { useInstant, type Replay } from './use-replay.ts';
import type { ReplayData } from './use-replay-data.ts';

const MEASURES: readonly ChartMeasure[] = ['speed', 'altitude'];
const MINUTE_MS = 60_000;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -10_000,
  ArrowRight: 10_000,
  ArrowDown: -MINUTE_MS,
  ArrowUp: MINUTE_MS,
  PageDown: -15 * MINUTE_MS,
  PageUp: 15 * MINUTE_MS,
};

/** The replayed time from left to right: what there was when, a chart, and where the replay is. */
export function Timeline({ replay, data }: { readonly replay: Replay; readonly data: ReplayData }) {
  const t = useTranslations('playback');
  const [measure, setMeasure] = useState<ChartMeasure>('speed');
  const { player, span, lanes } = replay;
  const area = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      player.onFrame((instant) => {
        const share = (instant - span.from) / (span.to - span.from);
        if (head.current) head.current.style.left = `${share * 100}%`;
      }),
    [player, span],
  );
  const instantAt = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    const share = box ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : 0;
    return span.from + share * (span.to - span.from);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <div role="group" aria-label={t('chart')} className="flex gap-1">
          {MEASURES.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === measure}
              onClick={() => setMeasure(each)}
              className={classNames(
                'min-h-7 rounded-md px-2 text-xs font-medium',
                each === measure ? 'bg-accent-soft' : 'text-muted hover:text-text',
              )}
            >
              {t(`measures.${each}`)}
            </button>
          ))}
        </div>
        <PointedText replay={replay} measure={measure} />
      </div>
      <div
        ref={area}
        data-timeline
        dir="ltr"
        className="relative cursor-pointer touch-pan-y select-none"
        onPointerMove={(event) => {
          player.point(event.pointerType === 'mouse' ? instantAt(event) : null);
          if (event.buttons & 1) player.seek(instantAt(event));
        }}
        onPointerLeave={() => player.point(null)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          player.seek(instantAt(event));
        }}
      >
        <Chart replay={replay} data={data} measure={measure} />
        <Lanes replay={replay} data={data} height={DENSITY_HEIGHT + lanes.length * LANE_HEIGHT} />
        <Crosshair replay={replay} />
        <div ref={head} aria-hidden className="pointer-events-none absolute inset-y-0 -ms-px w-0.5 bg-accent">
          <span className="absolute -start-1 -top-0.5 size-2.5 rounded-full bg-accent" />
        </div>
        <PlayHead replay={replay} />
      </div>
      <TimeAxis span={span} />
    </div>
  );
}

/** The play head for the keyboard and for people who do not see it. */
function PlayHead({ replay: { player, span } }: { readonly replay: Replay }) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const instant = useInstant(player, 1_000);
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const target = event.key === 'Home' ? span.from : event.key === 'End' ? span.to : step && player.instant + step;
    if (target === undefined) return;
    event.preventDefault();
    player.seek(target);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('playHead')}
      aria-valuemin={0}
      aria-valuemax={Math.round((span.to - span.from) / 1_000)}
      aria-valuenow={Math.round((instant - span.from) / 1_000)}
      aria-valuetext={format.dateTime(instant, { dateStyle: 'medium', timeStyle: 'medium' })}
      onKeyDown={onKey}
      className="pointer-events-none absolute inset-0 rounded-md"
    />
  );
}

function Chart({
  replay,
  data,
  measure,
}: {
  readonly replay: Replay;
  readonly data: ReplayData;
  readonly measure: ChartMeasure;
}) {
  const t = useTranslations('playback');
  const format = useFormatter();
  const palette = PALETTES[useTheme()];
  const { span } = replay;
  const { tracks } = data;
  const draw = useCallback(
    (sheet: Sheet) => {
      const unit = measure === 'speed' ? 'kilometer-per-hour' : 'meter';
      const nameOf = (value: number) => format.number(value, { style: 'unit', unit });
      drawChart(sheet, { span, palette, tracks, measure, nameOf });
    },
    [span, palette, tracks, measure, format],
  );
  return (
    <canvas
      ref={useCanvas(draw)}
      role="img"
      aria-label={t(`chartOf.${measure}`)}
      className="block h-20 w-full max-md:h-16"
    />
  );
}

function Lanes({
  replay,
  data,
  height,
}: {
  readonly replay: Replay;
  readonly data: ReplayData;
  readonly height: number;
}) {
  const t = useTranslations('playback');
  const palette = PALETTES[useTheme()];
  const { span, facts } = replay;
  const { tracks, gaps, events } = data;
  const draw = useCallback(
    (sheet: Sheet) =>
      drawLanes(sheet, { span, palette, tracks, gaps, events, stops: facts.lanes.map(({ stops }) => stops) }),
    [span, palette, tracks, gaps, events, facts],
  );
  return (
    <canvas ref={useCanvas(draw)} role="img" aria-label={t('lanes')} className="block w-full" style={{ height }} />
  );
}

/** Where in time somebody points, on the map or here. */
function Crosshair({ replay: { player, span } }: { readonly replay: Replay }) {
  const pointed = useSyncExternalStore(player.onPointed, player.pointed, player.pointed);
  if (pointed === null) return null;
  const share = (pointed - span.from) / (span.to - span.from);
  return (
    <div
      aria-hidden
      data-crosshair
      className="pointer-events-none absolute inset-y-0 w-px bg-text/60"
      style={{ left: `${share * 100}%` }}
    />
  );
}
