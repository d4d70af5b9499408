'use client';

import { useTranslations } from 'next-intl';
import { orderIn, sortParameter, type Order } from './address.ts';
import { ORDER_FIELDS } from './orders.ts';
import type { Address } from './use-address.ts';

const ORDERS: readonly Order<(typeof ORDER_FIELDS)[number]>[] = [
  { field: 'NAME', direction: 'ASCENDING' },
  { field: 'NAME', direction: 'DESCENDING' },
  { field: 'LAST_HEARD', direction: 'DESCENDING' },
  { field: 'LAST_HEARD', direction: 'ASCENDING' },
];

/** In which order a list comes. */
export function OrderSelect({ address }: { readonly address: Address }) {
  const t = useTranslations('lists');
  const [usual] = ORDERS;
  return (
    <label className="flex items-center gap-2 text-sm text-muted max-lg:flex-1 max-lg:basis-40">
      <span className="sr-only">{t('order')}</span>
      <select
        value={sortParameter(orderIn(address.parameters, ORDER_FIELDS))}
        onChange={({ target: { value } }) =>
          address.change({ sort: usual && value === sortParameter(usual) ? null : value })
        }
        className="min-h-10 rounded-lg border border-line-strong bg-surface px-2.5 text-sm text-text max-lg:w-full"
      >
        {ORDERS.map(({ field, direction }) => (
          <option key={`${field}-${direction}`} value={sortParameter({ field, direction })}>
            {t(`orders.${field}.${direction}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
