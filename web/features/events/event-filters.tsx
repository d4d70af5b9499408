'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { FilterPanel } from '../../lists/filter-panel.tsx';
import type { Address } from '../../lists/use-address.ts';
import { ZoneFilter } from '../../lists/zone-filter.tsx';
import { useZones } from '../../live/headcount/use-zones.ts';
import { instantOfLocalTime, localTimeOf } from '../../live/zoned-time.ts';
import { countSet, type EventFilter } from './event-filter.ts';
import { KindFilter } from './kind-filter.tsx';
import { WhoFilter } from './who-filter.tsx';

const NOTHING = { kind: null, zone: null, who: null, from: null, to: null };

/** Of which events the feed consists. */
export function EventFilters({ address, filter }: { readonly address: Address; readonly filter: EventFilter }) {
  const zones = useZones(null);
  return (
    <FilterPanel filtering={countSet(filter)} onClear={() => address.change(NOTHING)}>
      <KindFilter
        chosen={[...filter.geofenceKinds, ...filter.limitKinds]}
        onChange={(kind) => address.change({ kind })}
      />
      <ZoneFilter address={address} zones={zones.nodes} />
      <WhoFilter who={filter.who} onChange={(who) => address.change({ who })} />
      <TimeFilter name="from" value={filter.from} onChange={(from) => address.change({ from })} />
      <TimeFilter name="to" value={filter.to} onChange={(to) => address.change({ to })} />
    </FilterPanel>
  );
}

/** One end of the time that is looked at, in the tenant's time zone; empty: none. */
function TimeFilter({
  name,
  value,
  onChange,
}: {
  readonly name: 'from' | 'to';
  readonly value: string | null;
  readonly onChange: (instant: string | null) => void;
}) {
  const t = useTranslations('events.filters');
  const timeZone = useTimeZone() ?? 'UTC';
  const shown = value === null ? '' : localTimeOf(Date.parse(value), timeZone).slice(0, 'YYYY-MM-DDThh:mm'.length);

  // Told when the field is left: a year that is being typed is not yet the year meant.
  function take(text: string) {
    const instant = text ? instantOfLocalTime(text, timeZone) : null;
    onChange(instant === null ? null : new Date(instant).toISOString());
  }

  return (
    <label className="flex items-center gap-1.5 text-sm text-muted max-lg:w-full">
      <span className="max-lg:w-16">{t(name)}</span>
      <input
        key={shown}
        type="datetime-local"
        defaultValue={shown}
        title={t('timeZone', { timeZone })}
        onBlur={({ target }) => target.value !== shown && take(target.value)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && take(currentTarget.value)}
        className="min-h-10 min-w-0 rounded-lg border border-line-strong bg-surface px-2 text-text tabular-nums max-lg:flex-1"
      />
    </label>
  );
}
