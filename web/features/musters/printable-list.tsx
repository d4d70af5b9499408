'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useQuery } from 'urql';
import type { MusterGrouping, MusterPrintLanguage } from '../../__generated__/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { PRINTABLE_MUSTER } from './documents.graphql.ts';

const GROUPINGS: readonly MusterGrouping[] = ['COMPANY', 'STATION'];

/** The list as it comes out of a printer, with a box to tick for each; of the moment it was asked for. */
export function PrintableList({ musterId }: { readonly musterId: string }) {
  const t = useTranslations('musters.print');
  const language: MusterPrintLanguage = useLocale() === 'de' ? 'DE' : 'EN';
  const [groupBy, setGroupBy] = useState<MusterGrouping>('COMPANY');
  const page = useRef<HTMLIFrameElement>(null);
  const [{ data, fetching, error }, execute] = useQuery({
    query: PRINTABLE_MUSTER,
    variables: { musterId, groupBy, language },
    requestPolicy: 'network-only',
  });
  const html = data?.muster?.printable;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label={t('groupBy')}
          value={groupBy}
          onChange={(event) => setGroupBy(GROUPINGS.find((one) => one === event.target.value) ?? 'COMPANY')}
        >
          {GROUPINGS.map((one) => (
            <option key={one} value={one}>
              {t(`groupings.${one}`)}
            </option>
          ))}
        </SelectField>
        <Button disabled={fetching} onClick={() => execute({ requestPolicy: 'network-only' })}>
          {t('renew')}
        </Button>
        <Button look="primary" disabled={!html} onClick={() => page.current?.contentWindow?.print()}>
          {t('print')}
        </Button>
      </div>
      {error && !html && <Notice tone="danger">{t('failed')}</Notice>}
      {!html && fetching && <SkeletonRows rows={6} label={t('loading')} />}
      {html && (
        <iframe
          ref={page}
          title={t('title')}
          srcDoc={html}
          // No script runs in it; the page around it may print it.
          sandbox="allow-same-origin allow-modals"
          className="h-[36rem] w-full rounded-xl border border-line bg-white"
        />
      )}
    </div>
  );
}
