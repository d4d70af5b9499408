'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '../../../../ui/button.tsx';
import type { CornerEntry, CornerList } from './corner-list.ts';
import { CornerRow, type CornerChange } from './corner-row.tsx';
import type { EntryProblem } from './read-corners.ts';

/** The corners of one ring, or of the line of a corridor. */
export function RingField({
  kind,
  title,
  line,
  problems,
  refusals,
  onChange,
  onMark,
  onRemove,
}: {
  readonly kind: CornerList['kind'];
  readonly title: string;
  readonly line: readonly CornerEntry[];
  /** Of its corners. */
  readonly problems: readonly EntryProblem[];
  /** Of all of it, in words. */
  readonly refusals: readonly string[];
  readonly onChange: (id: number, change: CornerChange) => void;
  readonly onMark: (id: number | null) => void;
  /** Null where it cannot be taken away. */
  readonly onRemove: (() => void) | null;
}) {
  const t = useTranslations('zonePages.draw.corners');
  const note = useId();
  return (
    <fieldset aria-describedby={refusals.length ? note : undefined} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 text-sm font-semibold">{title}</legend>
      <div aria-hidden className="flex gap-1 text-sm text-muted">
        <span className="flex-1">{t('latitude')}</span>
        <span className="flex-1">{t('longitude')}</span>
        {kind !== 'circle' && <span className="w-23" />}
      </div>
      <ol className="flex flex-col gap-1.5">
        {line.map((entry, index) => (
          <CornerRow
            key={entry.id}
            entry={entry}
            name={t(`name.${kind}`, { number: index + 1 })}
            isAlone={kind === 'circle'}
            problems={problems}
            onChange={onChange}
            onMark={onMark}
          />
        ))}
      </ol>
      <div id={note} aria-live="polite" className="text-sm text-danger">
        {refusals.map((refusal) => (
          <p key={refusal}>{refusal}</p>
        ))}
      </div>
      {onRemove && (
        <Button className="self-start" onClick={onRemove}>
          {t('removeRing', { title })}
        </Button>
      )}
    </fieldset>
  );
}
