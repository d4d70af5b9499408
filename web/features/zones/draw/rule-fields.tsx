'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '../../../ui/field.tsx';
import type { ShownZone } from '../zone-header.tsx';
import { RULE_FIELDS } from './read-rules.ts';

/** When somebody counts as inside, as far as it is to differ from what the zone, or its kind, has. */
export function RuleFields({
  rules,
  problemOf,
}: {
  /** The rules that hold now; null for a new zone, whose kind gives them. */
  readonly rules: ShownZone['version']['rules'] | null;
  readonly problemOf: (field: (typeof RULE_FIELDS)[number]['name']) => string | undefined;
}) {
  const t = useTranslations('zonePages.draw');
  return (
    <details className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer text-sm font-medium">{t('rules.title')}</summary>
      <p className="my-2 text-sm text-muted">{t(rules ? 'rules.asNow' : 'rules.asKind')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {RULE_FIELDS.map(({ name, ...range }) => (
          <TextField
            key={name}
            name={name}
            type="number"
            label={t(`rules.${name}`)}
            placeholder={rules?.[name]?.toString() ?? ''}
            problem={problemOf(name)}
            {...range}
          />
        ))}
      </div>
    </details>
  );
}
