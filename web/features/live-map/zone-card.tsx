'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { LiveCount } from '../../live/headcount/headcount-store.ts';
import { PeopleInside } from '../../live/headcount/people-inside.tsx';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { usePast } from '../../live/past/past.tsx';
import { CardPanel } from '../../ui/card-panel.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { CardLink } from './card-link.tsx';
import type { Selection } from './use-selection.ts';

/** The selected zone and who is in it, now or at the instant that is shown. */
export function ZoneCard({
  zone,
  count,
  selection,
}: {
  readonly zone: ZoneRow;
  readonly count: LiveCount | null;
  readonly selection: Selection;
}) {
  const t = useTranslations('zones');
  const { select } = selection;
  const past = usePast();
  const close = useCallback(() => select(null), [select]);
  return (
    <CardPanel
      label={t('details', { name: zone.name })}
      title={zone.name}
      subtitle={
        <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
          <ZoneMark kind={zone.kind} size={16} />
          <span>{t(`kind.${zone.kind}`)}</span>
          {zone.place && <span className="truncate">· {zone.place.name}</span>}
        </p>
      }
      closeLabel={t('closeDetails')}
      onClose={close}
    >
      <dl aria-live="polite" className="grid grid-cols-2 gap-2">
        <Number name={t('states.PRESENT')} value={count?.present} />
        <Number name={t('states.PROBABLE')} value={count?.probable} warn />
        <Number name={t('states.STALE')} value={count?.stale} warn />
        <Number name={t('states.UNKNOWN')} value={count?.unknown} warn />
      </dl>
      <section aria-label={t('people')}>
        <PeopleInside
          zoneId={zone.id}
          asOf={past && new Date(past.at).toISOString()}
          version={past ? 0 : (count?.version ?? 0)}
          name={({ id, name }) => (
            <button
              type="button"
              onClick={() => select(`person:${id}`)}
              className="rounded-sm font-medium underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
            >
              {name}
            </button>
          )}
        />
      </section>
      <p className="-mx-2 -mb-1 border-t border-line pt-2">
        <CardLink href={`/zones/${zone.id}`} icon="zones">
          {t('page')}
        </CardLink>
      </p>
    </CardPanel>
  );
}

function Number({
  name,
  value,
  warn = false,
}: {
  readonly name: string;
  readonly value: number | undefined;
  readonly warn?: boolean;
}) {
  const format = useFormatter();
  const t = useTranslations('zones');
  return (
    <div className="flex flex-col-reverse rounded-xl bg-sunken px-3 py-2">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={classNames('text-2xl font-semibold tabular-nums', warn && !!value && 'text-idle')}>
        {value === undefined ? <span aria-label={t('unknownCount')}>–</span> : format.number(value)}
      </dd>
    </div>
  );
}
