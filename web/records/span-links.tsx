'use client';

import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { DaySpanControl } from './day-span-control.tsx';
import { replayAddress } from './replay-address.ts';
import type { ShownSpan } from './use-day-span.ts';

/** Chooses the day or week a page looks at, and leads to its replay. @param who for example `person:<id>`. */
export function SpanLinks({ span, who }: { readonly span: ShownSpan; readonly who: string }) {
  const t = useTranslations('records');
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <DaySpanControl span={span} />
      <LinkButton href={replayAddress(who, span)}>
        <Icon name="replay" size={16} />
        {t(`replay.${span.length}`)}
      </LinkButton>
    </div>
  );
}
