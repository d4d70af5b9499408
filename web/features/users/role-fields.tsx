'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Role } from '../../__generated__/graphql.ts';
import { useUnits } from '../../lists/use-units.ts';
import { SelectField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { ROLES } from './roles.ts';

/** A role and where it holds: fields of a form. */
export function RoleFields({ problemOf }: { readonly problemOf: (field: 'role' | 'unitId') => string | undefined }) {
  const t = useTranslations('users');
  const { tree } = useUnits();
  const [role, setRole] = useState<Role>('SUPERVISOR');
  return (
    <>
      <SelectField
        name="role"
        label={t('role')}
        hint={t(`roleHints.${role}`)}
        problem={problemOf('role')}
        value={role}
        onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? role)}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {t(`roles.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField name="unitId" label={t('where')} hint={t('whereHint')} problem={problemOf('unitId')} defaultValue="">
        <option value="">{t('everywhere')}</option>
        {tree.map(({ id, path }) => (
          <option key={id} value={id}>
            {path.join(' › ')}
          </option>
        ))}
      </SelectField>
    </>
  );
}

/** Role and unit as the fields of a form hold them. */
export function readRole(form: FormData): { readonly role: Role; readonly unitId: string | null } {
  const role = ROLES.find((one) => one === textOf(form, 'role')) ?? 'DISPATCHER';
  return { role, unitId: textOf(form, 'unitId') || null };
}
