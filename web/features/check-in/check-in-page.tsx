'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { readCode, type CheckInCode } from './code-text.ts';
import { CodeTaken } from './code-taken.tsx';
import { Scanner } from './scanner.tsx';

/** Checks people in by the code of a zone or of a station: by the camera, a picture, typed, or named in the address. */
export function CheckInPage() {
  const t = useTranslations('checkIn');
  const link = useLinkStatus();
  const [code, setCode] = useState<CheckInCode | null>(null);
  const [unknown, setUnknown] = useState(false);

  const take = useCallback((text: string) => {
    const read = readCode(text);
    setCode(read);
    setUnknown(!read);
  }, []);

  useEffect(() => {
    function takeFromAddress() {
      if (!location.hash) return;
      take(location.hash);
      // Whoever has the code may check people in; it is not to stay in the history of a browser that others use.
      history.replaceState(null, '', `${location.pathname}${location.search}`);
    }
    takeFromAddress();
    addEventListener('hashchange', takeFromAddress);
    return () => removeEventListener('hashchange', takeFromAddress);
  }, [take]);

  const interrupted = link.kind === 'reconnecting' || link.kind === 'offline';
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div className="mx-auto flex max-w-lg flex-col gap-4 p-4 md:py-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
          <LinkButton href="/check-in/code">
            <Icon name="qr" size={16} />
            {t('showCode')}
          </LinkButton>
        </div>
        {interrupted && <Notice tone="warning">{t('interrupted')}</Notice>}
        {unknown && <Notice tone="danger">{t('unknownCode')}</Notice>}
        {code ? (
          <CodeTaken key={code.text} code={code} onOther={() => setCode(null)} />
        ) : (
          <>
            <p className="text-sm text-muted">{t('lead')}</p>
            <Scanner onCode={take} />
          </>
        )}
      </div>
    </div>
  );
}
