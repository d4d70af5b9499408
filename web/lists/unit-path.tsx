'use client';

import { useTranslations } from 'next-intl';
import type { Units } from './use-units.ts';

/** The unit somebody belongs to; the units above it stand smaller before it. */
export function UnitPath({ unitId, units }: { readonly unitId: string | null; readonly units: Units }) {
  const t = useTranslations('lists');
  const path = unitId === null ? undefined : units.byId.get(unitId)?.path;
  if (!path) return <span className="text-muted">{unitId === null ? t('noUnit') : ''}</span>;
  const above = path.slice(0, -1);
  return (
    <span className="block">
      {above.length > 0 && <span className="block text-xs text-muted">{above.join(' › ')}</span>}
      <span className="block">{path.at(-1)}</span>
    </span>
  );
}
