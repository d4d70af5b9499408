import { useTimeZone, useTranslations } from 'next-intl';
import { useCallback, useId, useState } from 'react';
import { useLive } from '../../../live/live-provider.tsx';
import { usePast } from '../../../live/past/past.tsx';
import { instantOfLocalTime, localTimeOf } from '../../../live/zoned-time.ts';
import { PALETTES } from '../../../map/palette.ts';
import type { MapView } from '../../../map/map-view.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useTheme } from '../../../ui/use-theme.ts';
import { HEAT_SPANS, spanUntil, type HeatSpan, type HeatSpanName } from './heat-span.ts';
import { useHeat, type HeatState } from './use-heat.ts';

const DAY_MS = 86_400_000;
const FIELD = 'min-h-10 w-full rounded-lg border border-line-strong bg-surface px-2 text-sm';

/** Where trackers were for how long: the span, the legend and the state of the layer, which it draws. */
export function HeatPanel({ view, onEnd }: { readonly view: MapView; readonly onEnd: () => void }) {
  const t = useTranslations('map.heat');
  const timeZone = useTimeZone() ?? 'UTC';
  const { clock } = useLive();
  const past = usePast()?.at;
  const id = useId();
  const [name, setName] = useState<HeatSpanName>('HOUR');
  const [chosen, setChosen] = useState(() => {
    const now = past ?? clock.now();
    return { from: localTimeOf(now - DAY_MS, timeZone).slice(0, 16), to: localTimeOf(now, timeZone).slice(0, 16) };
  });
  const span = chosenSpan(chosen, timeZone);
  const { from, to } = span ?? {};
  const spanAt = useCallback(() => {
    if (name !== 'CHOSEN') return spanUntil(name, past ?? clock.now(), timeZone);
    return from === undefined || to === undefined ? null : { from, to };
  }, [name, past, clock, timeZone, from, to]);
  const state = useHeat(view, spanAt);
  const field = (end: 'from' | 'to') => (
    <label className="flex min-w-44 flex-1 flex-col gap-1 text-xs text-muted">
      {t(end)}
      <input
        type="datetime-local"
        value={chosen[end]}
        aria-invalid={span === null}
        onChange={(event) => setChosen({ ...chosen, [end]: event.target.value })}
        className={FIELD}
      />
    </label>
  );

  return (
    <section
      aria-label={t('label')}
      className="flex flex-col gap-2.5 rounded-xl border border-line bg-raised p-3 text-sm shadow-panel"
    >
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="shrink-0 font-medium">
          {t('title')}
        </label>
        <select
          id={id}
          value={name}
          onChange={(event) => setName(HEAT_SPANS.find((one) => one === event.target.value) ?? 'HOUR')}
          className={FIELD}
        >
          {HEAT_SPANS.map((one) => (
            <option key={one} value={one}>
              {t(`span.${one}`)}
            </option>
          ))}
        </select>
        <IconButton label={t('end')} onClick={onEnd} className="-me-1.5 shrink-0">
          <Icon name="close" size={18} />
        </IconButton>
      </div>
      {name === 'CHOSEN' && (
        <div className="flex flex-wrap gap-2">
          {field('from')}
          {field('to')}
        </div>
      )}
      {name === 'CHOSEN' && !span ? (
        <p role="alert" className="text-danger">
          {t('badSpan')}
        </p>
      ) : (
        <Legend state={state} />
      )}
    </section>
  );
}

function Legend({ state }: { readonly state: HeatState }) {
  const t = useTranslations('map.heat');
  const { heat } = PALETTES[useTheme()];
  return (
    <div className="flex flex-col gap-1.5">
      <p role="status" className="text-muted">
        {state.kind === 'shown' ? t('shown', { minutes: Math.ceil(state.hottestSeconds / 60) }) : t(state.kind)}
      </p>
      {state.kind === 'shown' && (
        <div className="flex items-center gap-2 text-xs text-muted">
          {t('less')}
          <span aria-hidden className="flex h-3 flex-1 overflow-hidden rounded-sm border border-line-strong/60">
            {heat.map((colour) => (
              <span key={colour} className="flex-1" style={{ backgroundColor: colour }} />
            ))}
          </span>
          {t('more')}
        </div>
      )}
    </div>
  );
}

/** What was typed as a span, or null where it is none. */
function chosenSpan({ from, to }: { from: string; to: string }, timeZone: string): HeatSpan | null {
  const span = { from: instantOfLocalTime(from, timeZone), to: instantOfLocalTime(to, timeZone) };
  if (span.from === null || span.to === null || span.to <= span.from) return null;
  return { from: span.from, to: span.to };
}
