'use client';

import { FRESHNESS_LOOKS, useFreshness } from '../../live/use-freshness.ts';
import { classNames } from '../../ui/class-names.ts';

/** Whether what is on the screen is current, in words at every width. Changes of kind are read out, passing seconds are not. */
export function LinkBadge() {
  const { kind, words, spoken } = useFreshness();
  const { dot, text } = FRESHNESS_LOOKS[kind];
  return (
    <div
      data-link={kind}
      title={words}
      className={classNames(
        'flex min-w-0 items-center gap-2 px-3 text-sm font-medium tabular-nums [grid-area:link]',
        'md:flex-col md:justify-center md:gap-1 md:px-1.5 md:py-2 md:text-center md:text-[0.6875rem] md:leading-tight',
        'xl:not-group-data-narrow/shell:flex-row xl:not-group-data-narrow/shell:justify-start xl:not-group-data-narrow/shell:gap-2',
        'xl:not-group-data-narrow/shell:px-6 xl:not-group-data-narrow/shell:text-start xl:not-group-data-narrow/shell:text-sm',
        text,
      )}
    >
      <span className={classNames('size-2.5 shrink-0 rounded-full', dot)} aria-hidden />
      <span className="min-w-0 max-md:truncate max-[420px]:max-w-32 md:max-w-full md:wrap-anywhere md:hyphens-auto">
        {words}
      </span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </div>
  );
}
