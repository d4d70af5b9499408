import { useTranslations } from 'next-intl';
import type { MusterMode, MusterStatus } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** What a muster is for; an emergency stands out. */
export function ModeMark({ mode }: { readonly mode: MusterMode }) {
  const t = useTranslations('musters.modes');
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap',
        mode === 'LIVE' ? 'bg-danger-soft text-danger' : 'bg-sunken text-muted',
      )}
    >
      {mode === 'LIVE' && <Icon name="warning" size={14} />}
      {t(mode)}
    </span>
  );
}

/** How a muster stands. */
export function MusterStatusText({ status }: { readonly status: MusterStatus }) {
  const t = useTranslations('musters.statuses');
  return (
    <span className={classNames('font-medium', status === 'RUNNING' ? 'text-connected' : 'text-muted')}>
      {t(status)}
    </span>
  );
}
