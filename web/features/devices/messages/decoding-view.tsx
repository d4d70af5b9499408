'use client';

import { useTranslations } from 'next-intl';
import type { DecodedWordFragment, DecodingFragment } from '../../../__generated__/graphql.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Notice } from '../../../ui/notice.tsx';
import { asText, spaced } from './hex.ts';

/** What a message is taken to say: each frame with its checksum, its fields, and what its device is answered. */
export function DecodingView({ decoding }: { readonly decoding: DecodingFragment }) {
  const t = useTranslations('devices.inspector');
  const { frames, heldBack, droppedBytes } = decoding;
  return (
    <div className="flex flex-col gap-4">
      {frames.length === 0 && <Notice tone="warning">{t('noFrame')}</Notice>}
      {droppedBytes > 0 && <Notice tone="warning">{t('dropped', { count: droppedBytes })}</Notice>}
      {frames.map((frame, index) => (
        // Frames have no identity but their place, and the list never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <section
          key={index}
          aria-label={t('frame', { number: index + 1 })}
          className="overflow-hidden rounded-xl border border-line"
        >
          <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-sunken px-3 py-2 text-sm">
            <h3 className="font-semibold">{t('frame', { number: index + 1 })}</h3>
            <span className={classNames(frame.checksum === 'WRONG' ? 'text-danger' : 'text-muted')}>
              {t(`checksums.${frame.checksum}`)}
            </span>
          </header>
          <div className="flex flex-col gap-3 p-3">
            <Bytes label={t('bytes')} hex={frame.hex} />
            {frame.messages.map((word, place) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Word key={place} word={word} />
            ))}
            {frame.answerHex && <Bytes label={t('answer')} hex={frame.answerHex} />}
            {frame.refusalHex && <Bytes label={t('refusal')} hex={frame.refusalHex} />}
            {!frame.answerHex && !frame.refusalHex && <p className="text-sm text-muted">{t('noAnswer')}</p>}
          </div>
        </section>
      ))}
      {heldBack.length > 0 && (
        <section aria-label={t('heldBack')} className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">{t('heldBack')}</h3>
          {heldBack.map((word, place) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Word key={place} word={word} />
          ))}
        </section>
      )}
    </div>
  );
}

/** Bytes, and the text they are where they are text. */
export function Bytes({ label, hex }: { readonly label: string; readonly hex: string }) {
  const text = asText(hex);
  return (
    <div className="flex flex-col gap-1 text-sm">
      <span className="text-muted">{label}</span>
      {text !== null && (
        <code className="rounded-md bg-sunken px-2 py-1 text-[0.8125rem] break-all whitespace-pre-wrap">{text}</code>
      )}
      <code tabIndex={0} className="max-h-32 overflow-y-auto rounded-md bg-sunken px-2 py-1 text-xs break-words">
        {spaced(hex)}
      </code>
    </div>
  );
}

function Word({ word }: { readonly word: DecodedWordFragment }) {
  const t = useTranslations('devices.inspector');
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className="font-medium">{t(`kinds.${word.kind}`)}</span>
        {word.identifier && <code className="break-all text-muted">{word.identifier}</code>}
      </p>
      {word.fields.length > 0 && (
        <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1 text-sm">
          {word.fields.map(({ name, value, unit }) => (
            <div key={name} className="contents">
              <dt className="break-words text-muted">{name}</dt>
              <dd className="break-all tabular-nums">
                {value}
                {unit && <span className="text-muted"> {unit}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
