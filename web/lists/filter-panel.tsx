'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';

/** The filters of a list; where there is little room they open on request. */
export function FilterPanel({
  filtering,
  onClear,
  children,
}: {
  /** How many filters are set. */
  readonly filtering: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  const t = useTranslations('lists');
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className="lg:hidden">
        <Icon name="layers" size={16} />
        {filtering ? t('filtersSet', { count: filtering }) : t('filters')}
      </Button>
      <div
        id={id}
        role="group"
        aria-label={t('filters')}
        className={classNames(
          'flex flex-wrap items-center gap-2 lg:contents max-lg:w-full max-lg:rounded-xl max-lg:border max-lg:border-line max-lg:bg-surface max-lg:p-3',
          !open && 'max-lg:hidden',
        )}
      >
        {children}
        {filtering > 0 && (
          <Button look="quiet" onClick={onClear}>
            <Icon name="close" size={16} />
            {t('clear')}
          </Button>
        )}
      </div>
    </>
  );
}
