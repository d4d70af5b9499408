'use client';

import { useTranslations } from 'next-intl';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { StatusMark } from '../ui/status-mark.tsx';

/** The connection of a tracker in a mark and a word. */
export function StatusText({ status }: { readonly status: ConnectionStatus }) {
  const t = useTranslations('status');
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusMark status={status} />
      {t(status)}
    </span>
  );
}
