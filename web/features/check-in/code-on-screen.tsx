'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useNow } from '../../live/live-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useRefusal } from '../../ui/use-refusal.ts';
import { codeAddress, type CheckInCode } from './code-text.ts';
import { REVOKE_ZONE_CODES } from './documents.graphql.ts';
import { useCodeState } from './use-code-state.ts';

/** A code large on the screen and on paper, with what it is for and how long it holds. */
export function CodeOnScreen({ code, onOther }: { readonly code: CheckInCode; readonly onOther: () => void }) {
  const t = useTranslations('checkIn');
  const format = useFormatter();
  const now = useNow();
  const { name, ended, look } = useCodeState(code, now);
  const until = format.dateTime(code.expiresAt, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <div className="flex flex-col gap-4">
      {ended && <Notice tone="danger">{t(`ended.${ended}`)}</Notice>}
      <section
        data-paper
        aria-label={t('show.sheet')}
        className="flex flex-col items-center gap-3 rounded-2xl border border-line bg-surface p-5 text-center"
      >
        <p className="text-muted">{t(`show.calls.${code.kind}`)}</p>
        <p className="text-3xl font-semibold tracking-tight wrap-anywhere">{name ?? '…'}</p>
        <div className={classNames('w-full transition-opacity', ended && 'opacity-15')}>
          <QrCode text={codeAddress(location.origin, code.text)} label={t('show.qr', { name: name ?? '' })} />
        </div>
        <p className={ended ? 'text-danger line-through' : 'text-muted'}>{t('holdsUntil', { time: until })}</p>
        {!ended && (
          <p className="text-sm text-muted tabular-nums print:hidden">
            {t('show.left', { time: format.relativeTime(code.expiresAt, now) })}
          </p>
        )}
      </section>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={ended !== null} onClick={() => print()}>
          {t('show.print')}
        </Button>
        <Button onClick={onOther}>{t('show.other')}</Button>
        {code.kind === 'zone' && ended === null && <TakeBack zoneId={code.zoneId} name={name ?? ''} onDone={look} />}
      </div>
      <p className="text-sm text-muted">{t('show.once')}</p>
      <details className="rounded-xl border border-line">
        <summary className="px-3.5 py-3 text-sm font-medium">{t('show.asText')}</summary>
        <p className="px-3.5 pb-3.5 font-mono text-[0.8125rem] break-all">{code.text}</p>
      </details>
    </div>
  );
}

/** Takes back all codes of a zone, after asking: those on paper stop to work, too. */
function TakeBack({
  zoneId,
  name,
  onDone,
}: {
  readonly zoneId: string;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const t = useTranslations('checkIn.show.takeBack');
  const tell = useRefusal();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, revoke] = useMutation(REVOKE_ZONE_CODES);

  async function takeBack() {
    const payload = (await revoke({ input: { zoneId } })).data?.revokeCheckInCodes;
    setProblem(payload?.revokedAt ? null : (tell(payload?.userErrors[0]) ?? t('failed')));
    if (payload?.revokedAt) onDone();
  }

  if (!asking) return <Button onClick={() => setAsking(true)}>{t('open')}</Button>;
  return (
    <div className="flex w-full flex-col gap-2 rounded-xl border border-line p-3.5">
      <p className="text-sm">{t('text', { name })}</p>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button disabled={fetching} onClick={() => void takeBack()}>
          {t('do')}
        </Button>
        <Button look="quiet" onClick={() => setAsking(false)}>
          {t('leave')}
        </Button>
      </div>
    </div>
  );
}
