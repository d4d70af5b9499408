'use client';

import { useTranslations } from 'next-intl';
import type { RawMessagesQuery } from '../../../__generated__/graphql.ts';
import { RowLink } from '../../../lists/row-link.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Bytes } from './decoding-view.tsx';
import { InstantText } from '../instant-text.tsx';
import { addressOf } from './inspector-address.ts';

type RawMessage = RawMessagesQuery['rawMessages']['nodes'][number];

const GOOD: readonly string[] = ['ACCEPTED', 'DUPLICATE', 'HEARD'];

/** One message: who sent it how, what became of it, its bytes, and the way into the inspector. */
export function MessageRow({ message }: { readonly message: RawMessage }) {
  const t = useTranslations('devices.messages');
  const reasons = useTranslations('devices.quarantine.reasons');
  const { receivedAt, identifier, tracker, protocol, transport, remoteNetwork, topic, outcome } = message;
  const inspector = addressOf({
    protocol,
    content: `hex:${message.hex}`,
    identifier,
    topic: topic ?? '',
    isDatagram: transport === 'UDP',
  });
  return (
    <li className="px-4 py-3 text-sm">
      <details>
        <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className={classNames('font-medium', !GOOD.includes(outcome) && 'text-idle')}>
            {t(`outcomes.${outcome}`)}
          </span>
          <span className="min-w-0 break-all">{tracker?.name ?? identifier}</span>
          <span className="text-muted">
            {protocol}, {transport}
          </span>
          <span className="text-muted sm:ms-auto">
            <InstantText at={receivedAt} />
          </span>
        </summary>
        <div className="flex flex-col gap-3 pt-3">
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted">
            <code className="break-all">{identifier}</code>
            {tracker && <RowLink href={`/trackers/${tracker.id}`}>{tracker.name ?? t('tracker')}</RowLink>}
            {remoteNetwork && <span>{t('from', { network: remoteNetwork })}</span>}
            {topic && <code className="break-all">{topic}</code>}
            <span>{t('size', { count: message.byteCount })}</span>
          </p>
          {message.reasons.length > 0 && <p>{message.reasons.map((reason) => reasons(reason)).join(', ')}</p>}
          <Bytes label={t('sent')} hex={message.hex} />
          {message.answerHex ? (
            <Bytes label={t('answered')} hex={message.answerHex} />
          ) : (
            <p className="text-muted">{t('notAnswered')}</p>
          )}
          <LinkButton href={inspector}>{t('inspect')}</LinkButton>
        </div>
      </details>
    </li>
  );
}
