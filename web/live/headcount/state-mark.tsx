'use client';

import { useTranslations } from 'next-intl';
import type { HeadcountState } from '../../__generated__/graphql.ts';
import { Icon } from '../../ui/icon.tsx';
import { AgeText } from '../age-text.tsx';

/** In what way somebody counts who is not plainly present, and for how long it has been so. */
export function StateMark({
  state,
  since,
}: {
  readonly state: Exclude<HeadcountState, 'PRESENT'>;
  /** Unix milliseconds; null says nothing of it. */
  readonly since: number | null;
}) {
  const t = useTranslations('zones');
  return (
    <span title={t(`stateHints.${state}`)} className="inline-flex items-center gap-1 self-center text-idle">
      <Icon name={state === 'UNKNOWN' ? 'silent' : 'clock'} size={14} />
      {t(`states.${state}`)}
      {since !== null && (
        <>
          {' '}
          <AgeText instant={since} />
        </>
      )}
    </span>
  );
}
