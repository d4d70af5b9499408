'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { USUAL_HOURS, withSpan, type HoursDraft, type SpanDraft } from './hours-draft.ts';
import { SpanField } from './span-field.tsx';

/** When a zone counts at all: always, or some hours of some days by the clocks of its site. */
export function HoursField({
  hours,
  onHours,
  placeZone,
  problemOf,
}: {
  /** Null: always. */
  readonly hours: HoursDraft | null;
  readonly onHours: (hours: HoursDraft | null) => void;
  /** IANA time zone of the place that is chosen, or of the organisation. */
  readonly placeZone: string;
  readonly problemOf: (field: 'activeHours' | `span-${number}`) => string | undefined;
}) {
  const t = useTranslations('zonePages.hours');

  function change(span: SpanDraft) {
    if (hours) onHours({ ...hours, spans: hours.spans.map((one) => (one.id === span.id ? span : one)) });
  }

  return (
    <fieldset className="relative flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{t('title')}</legend>
      <SelectField
        label={t('title')}
        hint={t('hint')}
        problem={problemOf('activeHours')}
        value={hours ? 'hours' : 'always'}
        onChange={({ target }) => onHours(target.value === 'always' ? null : USUAL_HOURS)}
      >
        <option value="always">{t('always')}</option>
        <option value="hours">{t('atHours')}</option>
      </SelectField>
      {hours && (
        <>
          {hours.spans.map((span, index) => (
            <SpanField
              key={span.id}
              span={span}
              number={index + 1}
              problem={problemOf(`span-${index}`)}
              onChange={change}
              onRemove={
                hours.spans.length > 1
                  ? () => onHours({ ...hours, spans: hours.spans.filter(({ id }) => id !== span.id) })
                  : null
              }
            />
          ))}
          <Button className="self-start" onClick={() => onHours(withSpan(hours))}>
            {t('add')}
          </Button>
          <SelectField
            label={t('timeZone')}
            hint={t(hours.timeZone === null ? 'clocksOfPlace' : 'clocksOf', { timeZone: hours.timeZone ?? placeZone })}
            value={hours.timeZone ?? ''}
            onChange={({ target }) => onHours({ ...hours, timeZone: target.value || null })}
          >
            <option value="">{t('asPlace', { timeZone: placeZone })}</option>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </SelectField>
        </>
      )}
    </fieldset>
  );
}
