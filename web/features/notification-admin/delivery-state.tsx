import { useTranslations } from 'next-intl';
import type { DeliveryState } from '../../__generated__/graphql.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

const LOOKS: Readonly<Record<DeliveryState, { readonly icon: IconName; readonly look: string }>> = {
  PENDING: { icon: 'clock', look: 'text-idle' },
  DELIVERED: { icon: 'check', look: 'text-connected' },
  EXHAUSTED: { icon: 'warning', look: 'text-danger' },
  REFUSED: { icon: 'warning', look: 'text-danger' },
  SUPERSEDED: { icon: 'info', look: 'text-muted' },
  CANCELLED: { icon: 'info', look: 'text-muted' },
  NOT_SENT: { icon: 'info', look: 'text-muted' },
};

/** What became of a delivery. */
export function DeliveryStateText({ state }: { readonly state: DeliveryState }) {
  const t = useTranslations('notificationAdmin.states');
  const { icon, look } = LOOKS[state];
  return (
    <span className={classNames('inline-flex items-center gap-1.5 font-medium whitespace-nowrap', look)}>
      <Icon name={icon} size={14} />
      {t(state)}
    </span>
  );
}
