'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { CountText } from '../../live/headcount/count-text.tsx';
import type { Headcounts } from '../../live/headcount/headcount-store.ts';
import type { ZoneRow } from '../../live/headcount/use-zones.ts';
import { byName } from '../../ui/by-name.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ZoneMark } from '../../ui/zone-mark.tsx';
import { focusNeighbour } from './focus-neighbour.ts';
import { usePopup } from './use-popup.ts';

/** Something on the map that can be switched. */
export interface LayerSwitch {
  readonly name: 'zones' | 'plan' | 'trails' | 'accuracy';
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

/** Switches what the map shows, and lists the zones: what the map shows of them can be read and chosen here. */
export function LayerControl({
  zones,
  headcounts,
  switches,
  onSelect,
}: {
  readonly zones: readonly ZoneRow[];
  readonly headcounts: Headcounts | null;
  readonly switches: readonly LayerSwitch[];
  readonly onSelect: (zoneId: string) => void;
}) {
  const t = useTranslations('zones');
  const { open, setOpen, root, onKeyDown } = usePopup();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);

  return (
    <div ref={root} onKeyDown={onKeyDown} className="absolute bottom-3 inset-s-16">
      <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-panel">
        <IconButton
          label={t('layers')}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="size-10 rounded-none text-text"
        >
          <Icon name="layers" size={18} />
        </IconButton>
      </div>
      {open && (
        <div
          id={id}
          className="absolute bottom-full inset-s-0 mb-2 flex max-h-[min(28rem,36dvh)] md:max-h-[min(28rem,60dvh)] w-64 flex-col rounded-xl border border-line bg-raised shadow-panel"
        >
          <div className="border-b border-line py-1">
            {switches.map(({ name, on, onSwitch }) => (
              <label key={name} className="flex min-h-10 cursor-pointer items-center gap-2.5 px-3 text-sm font-medium">
                <input
                  type="checkbox"
                  checked={on}
                  onChange={(event) => onSwitch(event.target.checked)}
                  className="size-4 accent-accent"
                />
                {t(`show.${name}`)}
              </label>
            ))}
          </div>
          {!zones.length && <p className="px-3 py-2.5 text-sm text-muted">{t('empty.title')}</p>}
          <ul
            ref={list}
            aria-label={t('list')}
            onKeyDown={(event) => focusNeighbour(event, list.current)}
            className="overflow-y-auto overscroll-contain py-1"
          >
            {zones.toSorted(byName).map(({ id, name, kind }) => (
              <li key={id}>
                <button
                  type="button"
                  onClick={() => {
                    onSelect(id);
                    setOpen(false);
                  }}
                  className="flex min-h-10 w-full items-center gap-2.5 px-3 text-start text-sm -outline-offset-2! hover:bg-sunken"
                >
                  <ZoneMark kind={kind} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{name}</span>
                    <span className="block truncate text-xs text-muted">{t(`kind.${kind}`)}</span>
                  </span>
                  <CountText count={headcounts?.zones.get(id) ?? null} className="text-base font-semibold" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
