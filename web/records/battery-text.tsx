'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { usePosition } from '../live/use-position.ts';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';

const LOW_BELOW_PERCENT = 15;

/** Charge of a tracker's battery as its newest position says; nothing while unknown. @param told what a query knows. */
export function BatteryText({ trackerId, told = null }: { readonly trackerId: string; readonly told?: number | null }) {
  const t = useTranslations('records');
  const format = useFormatter();
  const percent = usePosition(trackerId)?.batteryPercent ?? told;
  if (percent === null) return null;
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums',
        percent < LOW_BELOW_PERCENT ? 'text-danger' : 'text-muted',
      )}
    >
      <Icon name="battery" size={16} />
      <span className="sr-only">{t('battery')}</span>
      {format.number(percent / 100, { style: 'percent' })}
    </span>
  );
}
