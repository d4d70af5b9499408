import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { OwnPreferencesFragment } from '../../__generated__/graphql.ts';
import { TextField } from '../../ui/field.tsx';

/** When it is to be quiet; at first in the zone of the device. */
export function QuietHoursFields({
  quietHours,
  problem,
}: {
  readonly quietHours: NonNullable<OwnPreferencesFragment['quietHours']> | null;
  readonly problem: string | undefined;
}) {
  const t = useTranslations('notificationPreferences.quiet');
  const id = useId();
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 md:px-5"
    >
      <h2 id={`${id}-title`} className="font-semibold">
        {t('title')}
      </h2>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-[1fr_1fr_2fr]">
        <TextField name="quietFrom" type="time" label={t('from')} defaultValue={quietHours?.from} problem={problem} />
        <TextField name="quietTo" type="time" label={t('to')} defaultValue={quietHours?.to} />
        <div className="max-md:col-span-2">
          <TextField
            name="timeZone"
            label={t('timeZone')}
            list={`${id}-zones`}
            defaultValue={quietHours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <datalist id={`${id}-zones`}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </div>
      </div>
      <p className="text-sm text-pretty text-muted">{t('hint')}</p>
    </section>
  );
}
