import { useTranslations } from 'next-intl';
import type { ListedDeliveryFragment } from '../../__generated__/graphql.ts';

/** Whom a delivery tells, and how. */
export function DeliveryTarget({ delivery }: { readonly delivery: ListedDeliveryFragment }) {
  const t = useTranslations('notificationAdmin');
  const { channel, user, emailAddress, endpoint, device } = delivery;
  const whom = [user?.name, emailAddress, endpoint?.url, device].filter(Boolean).join(' · ');
  return (
    <span className="wrap-anywhere">
      {whom || t('goneTarget')} <span className="text-muted">({t(`channels.${channel}`)})</span>
    </span>
  );
}
