'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ShownZone } from './zone-header.tsx';

/** When somebody counts as inside, as one would say it. */
export function RulesInWords({ zone }: { readonly zone: ShownZone }) {
  const t = useTranslations('zonePages.rules');
  const format = useFormatter();
  const { rules, number, validFrom } = zone.version;
  const meters = (value: number) =>
    format.number(value, { style: 'unit', unit: 'meter', unitDisplay: 'long', maximumFractionDigits: 1 });
  return (
    <div className="flex flex-col gap-2 text-sm">
      <ul className="list-disc ps-5">
        <li>
          {rules.enterBufferMeters > 0
            ? t('enterDeep', { fixes: rules.enterConfirmFixes, distance: meters(rules.enterBufferMeters) })
            : t('enter', { fixes: rules.enterConfirmFixes })}
        </li>
        <li>
          {rules.exitBufferMeters > 0
            ? t('exitFar', { fixes: rules.exitConfirmFixes, distance: meters(rules.exitBufferMeters) })
            : t('exit', { fixes: rules.exitConfirmFixes })}
        </li>
        <li>
          {rules.maxAccuracyMeters === null
            ? t('anyAccuracy')
            : t('accuracy', { distance: meters(rules.maxAccuracyMeters) })}
        </li>
        <li>
          {rules.staleAfterSeconds === null
            ? t('neverStale')
            : t('stale', { silence: silence(rules.staleAfterSeconds) })}
        </li>
      </ul>
      <p className="text-muted">
        {t('version', {
          number,
          time: format.dateTime(new Date(validFrom), { dateStyle: 'long', timeStyle: 'short' }),
        })}
      </p>
    </div>
  );

  function silence(seconds: number): string {
    const [value, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
    return format.number(value, { style: 'unit', unit, unitDisplay: 'long' });
  }
}
