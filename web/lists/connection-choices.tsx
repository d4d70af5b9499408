'use client';

import { useTranslations } from 'next-intl';
import type { ConnectionStatus } from '../__generated__/graphql.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { chosenOf } from './address.ts';
import { Choices } from './choices.tsx';
import { CONNECTIONS } from './connections.ts';
import type { Address } from './use-address.ts';

/** Only those who are heard from this well. @param counts how many there are of each, where the list tells. */
export function ConnectionChoices({
  address,
  counts,
}: {
  readonly address: Address;
  readonly counts?: Readonly<Record<Lowercase<ConnectionStatus>, number>> | undefined;
}) {
  const t = useTranslations();
  const lower = { CONNECTED: 'connected', IDLE: 'idle', DISCONNECTED: 'disconnected' } as const;
  return (
    <Choices
      label={t('lists.connection')}
      chosen={chosenOf(address.parameters, 'connection', CONNECTIONS)}
      onChange={(connection) => address.change({ connection })}
      choices={CONNECTIONS.map((value) => ({
        value,
        name: t(`status.${value}`),
        mark: <StatusMark status={value} size={12} />,
        count: counts?.[lower[value]],
      }))}
    />
  );
}
