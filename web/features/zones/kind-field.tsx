'use client';

import { useTranslations } from 'next-intl';
import type { GeofenceKind } from '../../__generated__/graphql.ts';
import { SelectField } from '../../ui/field.tsx';

/** Every kind of zone, the usual one first. */
export const KINDS: readonly GeofenceKind[] = ['WORK_ZONE', 'MUSTER_POINT', 'EXCLUSION', 'GATE', 'BREAK_AREA'];

/** What a new zone is for, which never changes. */
export function KindField({
  kind,
  onKind,
  problem,
}: {
  readonly kind: GeofenceKind;
  readonly onKind: (kind: GeofenceKind) => void;
  readonly problem: string | undefined;
}) {
  const t = useTranslations();
  return (
    <SelectField
      name="kind"
      label={t('zonePages.draw.kind')}
      hint={t('zonePages.draw.kindHint')}
      problem={problem}
      value={kind}
      onChange={({ target }) => onKind(KINDS.find((one) => one === target.value) ?? kind)}
    >
      {KINDS.map((one) => (
        <option key={one} value={one}>
          {t(`zones.kind.${one}`)}
        </option>
      ))}
    </SelectField>
  );
}
