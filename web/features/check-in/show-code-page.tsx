'use client';

import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CodeOnScreen } from './code-on-screen.tsx';
import { readCode, type CheckInCode } from './code-text.ts';
import { MakeCode } from './make-code.tsx';

/** Makes a code for a zone or a station and shows it large, to be scanned from the screen or printed. */
export function ShowCodePage() {
  const t = useTranslations('checkIn');
  const wanted = useSearchParams().get('for');
  const link = useLinkStatus();
  const [code, setCode] = useState<CheckInCode | null>(null);
  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-2xl flex-col gap-4 p-4 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('show.title')}</h1>
          <LinkButton href="/check-in">{t('show.scan')}</LinkButton>
        </div>
        {interrupted && <Notice tone="warning">{t('show.interrupted')}</Notice>}
        {code ? (
          <CodeOnScreen code={code} onOther={() => setCode(null)} />
        ) : (
          <MakeCode wanted={wanted} onMade={(text) => setCode(readCode(text))} />
        )}
      </div>
    </div>
  );
}
