'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { LastMessagesQuery } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { LAST_MESSAGES } from './documents.graphql.ts';
import type { ShownTracker } from './tracker-header.tsx';

const GOOD: readonly string[] = ['ACCEPTED', 'DUPLICATE', 'HEARD'];

type Message = LastMessagesQuery['rawMessages']['nodes'][number];

/** The newest messages of a device and what became of them. Messages are told apart by what a device calls itself. */
export function LastMessages(props: { readonly tracker: ShownTracker; readonly version: number }) {
  const t = useTranslations('trackers.messages');
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-medium">{t('title')}</h3>
      <Messages {...props} />
    </div>
  );
}

function Messages({ tracker: { identifiers }, version }: { readonly tracker: ShownTracker; readonly version: number }) {
  const t = useTranslations('trackers.messages');
  const [identifier = ''] = identifiers;
  const [{ data, fetching }, execute] = useFollowingQuery({ query: LAST_MESSAGES, variables: { identifier } }, version);
  const messages = data?.rawMessages.nodes;
  if (!messages) {
    if (fetching) return <SkeletonRows rows={2} label={t('loading')} />;
    return (
      <p className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
        {t('unknown')}
        <Button onClick={() => execute({ requestPolicy: 'network-only' })}>{t('retry')}</Button>
      </p>
    );
  }
  if (!messages.length) return <p className="text-sm text-muted">{t('none')}</p>;
  return (
    <ol aria-label={t('title')} className="divide-y divide-line/70 text-sm">
      {messages.map((message, index) => (
        // Messages have no identity but their place in an answer that never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <MessageRow key={`${message.receivedAt} ${index}`} message={message} />
      ))}
    </ol>
  );
}

function MessageRow({
  message: { receivedAt, protocol, transport, outcome, byteCount },
}: {
  readonly message: Message;
}) {
  const t = useTranslations('devices.messages');
  const format = useFormatter();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-1.5">
      <span className={classNames('w-32 shrink-0 font-medium', !GOOD.includes(outcome) && 'text-idle')}>
        {t(`outcomes.${outcome}`)}
      </span>
      <span className="min-w-0 flex-1 text-muted">
        {protocol}, {transport}, {t('size', { count: byteCount })}
      </span>
      <time dateTime={receivedAt} className="text-muted tabular-nums">
        {format.dateTime(new Date(receivedAt), { dateStyle: 'short', timeStyle: 'medium' })}
      </time>
    </li>
  );
}
