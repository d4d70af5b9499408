'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { QuarantineRowFragment } from '../../../__generated__/graphql.ts';
import { RowLink } from '../../../lists/row-link.tsx';
import { Button } from '../../../ui/button.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useRefusal } from '../../../ui/use-refusal.ts';
import { InstantText } from '../instant-text.tsx';
import { inspectorAddress } from '../messages/inspector-address.ts';
import { REPLAY_FIX } from './documents.graphql.ts';

/** One fix: why it is here, what it was, and its own replay. */
export function QuarantineRow({
  fix,
  isChosen,
  onChoose,
  onChanged,
}: {
  readonly fix: QuarantineRowFragment;
  readonly isChosen: boolean;
  /** Null where the viewer may change nothing. */
  readonly onChoose: ((on: boolean) => void) | null;
  readonly onChanged: () => void;
}) {
  const t = useTranslations('devices.quarantine');
  const tell = useRefusal();
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, replay] = useMutation(REPLAY_FIX);
  const replayIt = async () => {
    const payload = (await replay({ input: { fixId: fix.id } })).data?.replayQuarantinedFix;
    if (payload && !payload.userErrors.length) return onChanged();
    setProblem(tell(payload?.userErrors[0]) ?? t('noAnswer'));
  };
  return (
    <li className="flex gap-3 px-4 py-3 text-sm">
      {onChoose && (
        <input
          type="checkbox"
          aria-label={t('choose', { identifier: fix.identifier })}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
          className="mt-1 size-4 shrink-0"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="font-medium">{t(`reasons.${fix.reason}`)}</span>
          <span className="min-w-0 break-all">
            {fix.tracker ? (
              <RowLink href={`/trackers/${fix.tracker.id}`}>{fix.tracker.name ?? fix.identifier}</RowLink>
            ) : (
              <code>{fix.identifier}</code>
            )}
          </span>
          <span className="text-muted">{fix.transport}</span>
          <span className="text-muted sm:ms-auto">
            <InstantText at={fix.receivedAt} />
          </span>
        </div>
        <p className="break-words text-muted">{fix.message}</p>
        <details>
          <summary className="w-fit rounded-sm text-accent">{t('details')}</summary>
          <div className="flex flex-col gap-3 pt-2">
            <p className="text-muted">{t(`hints.${fix.reason}`)}</p>
            <pre
              tabIndex={0}
              className="max-h-48 overflow-auto rounded-lg bg-sunken p-3 text-[0.8125rem] break-all whitespace-pre-wrap"
            >
              {fix.raw}
            </pre>
            <div className="flex flex-wrap gap-2">
              {onChoose && (
                <Button disabled={fetching} onClick={() => void replayIt()}>
                  {t('replayOne')}
                </Button>
              )}
              <LinkButton href={inspectorAddress(fix)}>{t('inspect')}</LinkButton>
            </div>
            {problem && <Notice tone="danger">{t('refusedAgain', { message: problem })}</Notice>}
          </div>
        </details>
      </div>
    </li>
  );
}
