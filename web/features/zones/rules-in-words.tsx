'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { HoursInWords } from './hours/hours-in-words.tsx';
import type { Rules } from './rules/rule-list.ts';
import { useRuleWords } from './rules/use-rule-words.ts';
import type { ShownZone } from './zone-header.tsx';

/** When the zone counts, and when somebody counts as inside, as one would say it. */
export function RulesInWords({ zone }: { readonly zone: ShownZone }) {
  const t = useTranslations('zonePages.rules');
  const hours = useTranslations('zonePages.hours');
  const format = useFormatter();
  const { rules, number, validFrom } = zone.version;
  return (
    <div className="flex flex-col gap-3 text-sm">
      {rules.activeHours ? <HoursInWords hours={rules.activeHours} /> : <p>{hours('countsAlways')}</p>}
      <RuleSentences rules={rules} />
      <p className="text-muted">
        {t('version', {
          number,
          time: format.dateTime(new Date(validFrom), { dateStyle: 'long', timeStyle: 'short' }),
        })}
      </p>
    </div>
  );
}

/** Rules as sentences; what they leave out has no sentence. */
export function RuleSentences({ rules }: { readonly rules: Rules }) {
  const sentences = useRuleSentences(rules);
  return (
    <ul className="list-disc ps-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function useRuleSentences(rules: Rules): string[] {
  const t = useTranslations('zonePages.rules');
  const { meters, duration } = useRuleWords();
  const unlessNull = <Value,>(value: Value | null, say: (value: Value) => string) =>
    value === null ? [] : [say(value)];
  return [
    rules.enterBufferMeters > 0
      ? t('enterDeep', { fixes: rules.enterConfirmFixes, distance: meters(rules.enterBufferMeters) })
      : t('enter', { fixes: rules.enterConfirmFixes }),
    ...unlessNull(rules.enterConfirmSeconds, (seconds) => t('enterTime', { time: duration(seconds) })),
    rules.exitBufferMeters > 0
      ? t('exitFar', { fixes: rules.exitConfirmFixes, distance: meters(rules.exitBufferMeters) })
      : t('exit', { fixes: rules.exitConfirmFixes }),
    ...unlessNull(rules.exitConfirmSeconds, (seconds) => t('exitTime', { time: duration(seconds) })),
    ...(rules.exitAccuracyWeight > 0 ? [t('exitAccuracy', { times: rules.exitAccuracyWeight })] : []),
    rules.maxAccuracyMeters === null ? t('anyAccuracy') : t('accuracy', { distance: meters(rules.maxAccuracyMeters) }),
    ...(rules.plausibleOnly ? [t('plausible')] : []),
    ...unlessNull(rules.minAltitudeMeters, (altitude) => t('lowest', { altitude: meters(altitude) })),
    ...unlessNull(rules.maxAltitudeMeters, (altitude) => t('highest', { altitude: meters(altitude) })),
    ...unlessNull(rules.dwellSeconds, (seconds) => t('dwell', { time: duration(seconds) })),
    ...unlessNull(rules.loiterSeconds, (seconds) =>
      t('loiter', { time: duration(seconds), distance: meters(rules.loiterRadiusMeters) }),
    ),
    ...unlessNull(rules.crossingSeconds, (seconds) => t('crossing', { time: duration(seconds) })),
    ...unlessNull(rules.probableAfterSeconds, (seconds) => t('probable', { silence: duration(seconds) })),
    rules.staleAfterSeconds === null ? t('neverStale') : t('stale', { silence: duration(rules.staleAfterSeconds) }),
    ...unlessNull(rules.endAfterSeconds, (seconds) => t('end', { silence: duration(seconds) })),
    ...(rules.endsWhenOff ? [t('off')] : []),
  ];
}
