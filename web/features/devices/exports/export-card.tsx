'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMutation } from 'urql';
import type { ExportRowFragment } from '../../../__generated__/graphql.ts';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { InstantText } from '../instant-text.tsx';
import { CANCEL_EXPORT } from './documents.graphql.ts';
import { sizeOf } from './size-of.ts';

/** One export: what it holds, how far it is, and its files. */
export function ExportCard({ made, onChanged }: { readonly made: ExportRowFragment; readonly onChanged: () => void }) {
  const t = useTranslations('devices.exports');
  const format = useFormatter();
  const [{ fetching }, cancel] = useMutation(CANCEL_EXPORT);
  const isUnderWay = made.state === 'WAITING' || made.state === 'RUNNING';
  const giveUp = async () => {
    await cancel({ input: { exportId: made.id } });
    onChanged();
  };
  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line p-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium">{t(`formats.${made.format}`)}</span>
        <span className={made.state === 'FAILED' ? 'text-danger' : 'text-muted'}>{t(`states.${made.state}`)}</span>
        <span className="text-muted sm:ms-auto">
          <InstantText at={made.createdAt} />
        </span>
      </div>
      <p className="text-muted">
        <InstantText at={made.from} /> – <InstantText at={made.to} />
        {' · '}
        {t('positions', { count: made.positionCount })}
      </p>
      {isUnderWay && (
        <div className="flex items-center gap-3">
          <div className="flex-1">
            <ProgressBar label={t('progress')} share={made.progress} />
          </div>
          <span className="text-muted tabular-nums">{format.number(made.progress, { style: 'percent' })}</span>
          <Button disabled={fetching} onClick={() => void giveUp()}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {made.problem && <Notice tone="danger">{made.problem}</Notice>}
      {made.files.length > 0 && <Files files={made.files} />}
    </li>
  );
}

function Files({ files }: { readonly files: ExportRowFragment['files'] }) {
  const t = useTranslations('devices.exports');
  const format = useFormatter();
  const { deviceUrl } = useViewing();
  const size = (byteCount: number) => {
    const { value, unit, decimals } = sizeOf(byteCount);
    return format.number(value, { style: 'unit', unit, maximumFractionDigits: decimals });
  };
  return (
    <ul aria-label={t('files')} className="flex flex-col">
      {files.map(({ name, path, byteCount, positionCount }) => (
        <li key={path}>
          <a
            href={`${deviceUrl}${path}`}
            download={name}
            className="flex min-h-9 flex-wrap items-center gap-x-2 rounded-sm font-medium text-accent hover:underline"
          >
            <Icon name="download" size={16} />
            <span className="min-w-0 break-all">{name}</span>
            <span className="font-normal text-muted">
              {size(byteCount)}, {t('positions', { count: positionCount })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
