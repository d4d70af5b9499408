'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { permissionRows } from './permission-choices.ts';

/** What a key may do: a row for each kind of thing, to read and to write. */
export function PermissionFields({
  held,
  problem,
}: {
  readonly held: readonly string[];
  readonly problem: string | undefined;
}) {
  const t = useTranslations('developers.keys');
  const id = useId();
  return (
    <fieldset aria-describedby={id} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('may')}</legend>
      <div className="max-h-56 overflow-y-auto rounded-lg border border-line-strong px-3 py-1">
        {permissionRows(held).map(({ what, read, write }) => (
          <div key={what} className="flex items-center gap-4 border-b border-line py-0.5 text-sm last:border-b-0">
            <code className="min-w-0 flex-1 truncate">{what}</code>
            <Choice permission={read} name={t('read')} />
            <Choice permission={write} name={t('write')} />
          </div>
        ))}
      </div>
      <p id={id} className={problem ? 'text-sm text-danger' : 'text-sm text-muted'}>
        {problem ?? t('mayHint')}
      </p>
    </fieldset>
  );
}

function Choice({ permission, name }: { readonly permission: string | null; readonly name: string }) {
  if (permission === null) return <span className="w-20" />;
  return (
    <label className="flex min-h-8 w-20 items-center gap-2">
      <input type="checkbox" name="permission" value={permission} aria-label={permission} className="size-4" />
      {name}
    </label>
  );
}
