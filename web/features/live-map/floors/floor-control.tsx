'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { usePopup } from '../use-popup.ts';
import type { AltitudeBand, Storeys } from './floors.ts';
import type { Floors } from './use-floors.ts';

/** Chooses the floor that is looked at; nothing where there are none in view. */
export function FloorControl({ floors: { storeys, chosen, choose } }: { readonly floors: Floors }) {
  const t = useTranslations('map.floors');
  const { open, setOpen, root, onKeyDown } = usePopup();
  const id = useId();
  if (!storeys.length) return null;
  const option = { group: id, chosenId: chosen?.id ?? null, onChoose: choose };
  return (
    <div ref={root} onKeyDown={onKeyDown} className="absolute bottom-3 inset-s-29 max-w-[calc(100%-8rem)]">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={classNames(
          'flex h-10.5 max-w-full items-center gap-2 rounded-xl border border-line bg-surface ps-2.5 pe-3 text-sm font-medium shadow-panel hover:bg-sunken',
          chosen && 'text-accent',
        )}
      >
        <Icon name="floors" size={18} />
        <span className="sr-only">{t('label')}</span>
        <span className="max-w-40 truncate">{chosen?.name ?? t('all')}</span>
      </button>
      {open && (
        <div
          id={id}
          role="radiogroup"
          aria-label={t('label')}
          className="absolute bottom-full inset-s-0 mb-2 max-h-[min(28rem,36dvh)] w-56 max-w-[calc(100vw-8.5rem)] overflow-y-auto overscroll-contain rounded-xl border border-line bg-raised py-1 shadow-panel md:max-h-[min(28rem,60dvh)]"
        >
          <Option {...option} floorId={null} name={t('all')} detail={null} />
          {storeys.map((each) => (
            <StoreysGroup key={each.id} storeys={each} option={option} />
          ))}
        </div>
      )}
    </div>
  );
}

interface OptionGroup {
  readonly group: string;
  readonly chosenId: string | null;
  readonly onChoose: (floorId: string | null) => void;
}

function StoreysGroup({
  storeys: { id, name, floors },
  option,
}: {
  readonly storeys: Storeys;
  readonly option: OptionGroup;
}) {
  const band = useBandText();
  return (
    <div role="group" aria-label={name} className="border-t border-line pt-1">
      <p aria-hidden className="truncate px-3 pt-1.5 text-xs font-medium text-muted">
        {name}
      </p>
      {floors.map((floor) => (
        <Option key={`${id} ${floor.id}`} {...option} floorId={floor.id} name={floor.name} detail={band(floor.band)} />
      ))}
    </div>
  );
}

function Option({
  group,
  chosenId,
  onChoose,
  floorId,
  name,
  detail,
}: OptionGroup & {
  /** Null for all floors. */
  readonly floorId: string | null;
  readonly name: string;
  readonly detail: string | null;
}) {
  const isChosen = floorId === chosenId;
  return (
    <label
      className={classNames(
        'flex min-h-10 cursor-pointer items-center gap-2.5 px-3 py-1.5 text-sm hover:bg-sunken',
        isChosen && 'bg-accent-soft',
      )}
    >
      <input
        type="radio"
        name={group}
        checked={isChosen}
        autoFocus={isChosen}
        onChange={() => onChoose(floorId)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
      {detail && <span className="shrink-0 text-xs text-muted tabular-nums">{detail}</span>}
    </label>
  );
}

/** `4 to 8 m`, or from or up to which altitude where there is one limit. */
function useBandText(): (band: AltitudeBand | null) => string | null {
  const t = useTranslations('map.floors');
  const format = useFormatter();
  const meters = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (band) => {
    if (!band) return null;
    const { from, to } = band;
    if (from === null) return t('upTo', { to: meters(to ?? 0) });
    return to === null ? t('from', { from: meters(from) }) : t('between', { from: meters(from), to: meters(to) });
  };
}
