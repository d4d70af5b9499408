'use client';

import { useTranslations } from 'next-intl';
import { classNames } from './class-names.ts';
import { useDensity } from './use-density.ts';

/** Comfortable, or more on the same room. */
export function DensityToggle() {
  const t = useTranslations('density');
  const [compact, setCompact] = useDensity();
  return (
    <div role="group" aria-label={t('label')} className="flex rounded-lg border border-line bg-surface p-0.5">
      {([false, true] as const).map((choice) => (
        <button
          key={String(choice)}
          type="button"
          aria-pressed={choice === compact}
          onClick={() => setCompact(choice)}
          className={classNames(
            'h-8 flex-1 rounded-md px-2 text-sm',
            choice === compact ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text',
          )}
        >
          {t(choice ? 'compact' : 'comfortable')}
        </button>
      ))}
    </div>
  );
}
