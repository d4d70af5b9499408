'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { GeofenceEventKind, LimitEventKind } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { GEOFENCE_KINDS, LIMIT_KINDS } from './event-filter.ts';

type Kind = GeofenceEventKind | LimitEventKind;

/** Which kinds of events are shown; none chosen means all. */
export function KindFilter({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Kind[];
  readonly onChange: (chosen: readonly Kind[]) => void;
}) {
  const t = useTranslations('events.filters');
  return (
    <details className="relative max-lg:w-full">
      <summary
        className={classNames(
          'flex min-h-10 items-center gap-2 rounded-lg border px-2.5 text-sm select-none',
          chosen.length ? 'border-accent bg-accent-soft font-medium' : 'border-line-strong bg-surface',
        )}
      >
        {chosen.length ? t('kindsSet', { count: chosen.length }) : t('kinds')}
        <span className="ms-auto rotate-90">
          <Icon name="chevron" size={14} />
        </span>
      </summary>
      <div className="z-20 mt-1 flex w-72 flex-col gap-3 rounded-xl border border-line bg-raised p-3 shadow-panel max-lg:w-full lg:absolute lg:inset-e-0">
        <Kinds title={t('inZones')} kinds={GEOFENCE_KINDS} chosen={chosen} onChange={onChange} />
        <Kinds title={t('ofLimits')} kinds={LIMIT_KINDS} chosen={chosen} onChange={onChange} />
      </div>
    </details>
  );
}

function Kinds({
  title,
  kinds,
  chosen,
  onChange,
}: {
  readonly title: string;
  readonly kinds: readonly Kind[];
  readonly chosen: readonly Kind[];
  readonly onChange: (chosen: readonly Kind[]) => void;
}) {
  const t = useTranslations('events.kinds');
  const id = useId();
  return (
    <fieldset aria-labelledby={id}>
      <p id={id} className="pb-1 text-xs font-medium text-muted">
        {title}
      </p>
      {kinds.map((kind) => (
        <label key={kind} className="flex min-h-9 items-center gap-2 rounded-md px-1 text-sm hover:bg-sunken">
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, kind] : chosen.filter((other) => other !== kind))
            }
            className="size-4 accent-accent"
          />
          {t(kind)}
        </label>
      ))}
    </fieldset>
  );
}
