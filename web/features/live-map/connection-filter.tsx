'use client';

import { useTranslations } from 'next-intl';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { StatusMark } from '../../ui/status-mark.tsx';

const CHOICES: readonly (ConnectionStatus | null)[] = [null, 'CONNECTED', 'IDLE', 'DISCONNECTED'];

/** Which connections are shown, with how many there are of each. */
export function ConnectionFilter({
  chosen,
  counts,
  total,
  onChoose,
}: {
  readonly chosen: ConnectionStatus | null;
  readonly counts: Readonly<Record<ConnectionStatus, number>>;
  readonly total: number;
  readonly onChoose: (connection: ConnectionStatus | null) => void;
}) {
  const t = useTranslations();
  return (
    <div role="group" aria-label={t('map.filter')} className="grid grid-cols-4 gap-1.5">
      {CHOICES.map((choice) => {
        const name = choice ? t(`status.${choice}`) : t('map.all');
        return (
          <button
            key={choice ?? 'all'}
            type="button"
            aria-pressed={choice === chosen}
            aria-label={`${name}: ${choice ? counts[choice] : total}`}
            title={name}
            onClick={() => onChoose(choice)}
            className={classNames(
              'flex min-h-9 items-center justify-center gap-1.5 rounded-lg border text-sm font-medium tabular-nums',
              choice === chosen ? 'border-accent bg-accent-soft' : 'border-line hover:bg-sunken',
            )}
          >
            {choice ? <StatusMark status={choice} size={12} /> : <span>{name}</span>}
            <span>{choice ? counts[choice] : total}</span>
          </button>
        );
      })}
    </div>
  );
}
