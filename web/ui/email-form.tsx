'use client';

import { useState, type FormEvent } from 'react';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';

/** Asks for an e-mail address; an empty one takes it away. */
export function EmailForm({
  email,
  texts,
  problem,
  busy,
  onSave,
}: {
  /** As it is now, or null. */
  readonly email: string | null;
  readonly texts: { readonly label: string; readonly hint: string; readonly save: string; readonly saved: string };
  readonly problem: string | undefined;
  readonly busy: boolean;
  /** Resolves to whether it holds now. */
  readonly onSave: (email: string | null) => Promise<boolean>;
}) {
  const [saved, setSaved] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget).get('email');
    setSaved(await onSave(typeof entered === 'string' && entered.trim() ? entered.trim() : null));
  }

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      onChange={() => setSaved(false)}
      className="flex flex-col gap-3"
    >
      <TextField
        name="email"
        type="email"
        label={texts.label}
        hint={texts.hint}
        problem={problem}
        defaultValue={email ?? ''}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
      />
      <div className="flex items-center justify-end gap-3">
        <span role="status" className="text-sm text-connected">
          {saved && texts.saved}
        </span>
        <Button type="submit" disabled={busy}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
