'use client';

import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { tokenIn } from './door-address.ts';
import { OpenDoor } from './open-door.tsx';

/** A door for the phone: a new one where the viewer may open it, or one whose address somebody kept. */
export function ChooseDoor({
  mayOpen,
  onChosen,
}: {
  readonly mayOpen: boolean;
  readonly onChosen: (token: string) => void;
}) {
  const t = useTranslations('phoneLink');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">{t('doorLead')}</p>
      {mayOpen ? <OpenDoor onOpened={onChosen} /> : <p className="text-sm">{t('doorForbidden')}</p>}
      <details open={!mayOpen} className="rounded-xl border border-line">
        <summary className="px-3.5 py-2.5 text-sm font-medium">{t('keptDoor')}</summary>
        <div className="px-3.5 pb-3.5">
          <KeptDoor onChosen={onChosen} />
        </div>
      </details>
    </div>
  );
}

function KeptDoor({ onChosen }: { readonly onChosen: (token: string) => void }) {
  const t = useTranslations('phoneLink');
  const [wrong, setWrong] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const token = tokenIn(textOf(new FormData(event.currentTarget), 'kept'));
    if (token) onChosen(token);
    setWrong(!token);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        name="kept"
        label={t('keptAddress')}
        hint={t('keptHint')}
        problem={wrong ? t('keptWrong') : undefined}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <Button type="submit">{t('keptUse')}</Button>
    </form>
  );
}
