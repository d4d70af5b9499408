'use client';

import { useTranslations } from 'next-intl';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { textOf } from '../../ui/form-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CameraView } from './camera-view.tsx';
import { drawn, openQrReader } from './read-qr.ts';
import { useCamera } from './use-camera.ts';

/** Reads a code by the camera, from a picture, or as somebody types it. @param onCode must be constant. */
export function Scanner({ onCode }: { readonly onCode: (text: string) => void }) {
  return (
    <div className="flex flex-col gap-4">
      <ByCamera onCode={onCode} />
      <ByPicture onCode={onCode} />
      <ByHand onCode={onCode} />
    </div>
  );
}

function ByCamera({ onCode }: { readonly onCode: (text: string) => void }) {
  const t = useTranslations('checkIn.scan');
  const { state, turn } = useCamera();
  if (typeof state !== 'string') {
    return (
      <>
        <CameraView stream={state} onCode={onCode} />
        <p role="status" className="text-sm text-muted">
          {t('looking')}
        </p>
        <Button onClick={() => turn(false)}>{t('off')}</Button>
      </>
    );
  }
  return (
    <>
      {state !== 'off' && state !== 'asking' && <Notice tone="warning">{t(`problems.${state}`)}</Notice>}
      <Button look="primary" disabled={state === 'asking'} onClick={() => turn(true)} className="min-h-14">
        <Icon name="qr" />
        {t(state === 'asking' ? 'asking' : 'on')}
      </Button>
    </>
  );
}

/** A picture of the code, for whoever gives this page no camera. On a phone the browser offers to take one. */
function ByPicture({ onCode }: { readonly onCode: (text: string) => void }) {
  const t = useTranslations('checkIn.scan');
  const [unread, setUnread] = useState(false);

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    const picture = await createImageBitmap(file).catch(() => null);
    const text = picture && (await (await openQrReader())(drawn(picture, picture)));
    target.value = '';
    setUnread(!text);
    if (text) onCode(text);
  }

  return (
    <>
      <label className="inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-lg border border-line-strong/60 bg-raised px-3.5 text-sm font-medium focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
        {t('file')}
        <input type="file" accept="image/*" onChange={(event) => void read(event)} className="sr-only" />
      </label>
      {unread && <Notice tone="danger">{t('noCode')}</Notice>}
    </>
  );
}

function ByHand({ onCode }: { readonly onCode: (text: string) => void }) {
  const t = useTranslations('checkIn.scan');

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onCode(textOf(new FormData(event.currentTarget), 'code'));
  }

  return (
    <details className="rounded-xl border border-line">
      <summary className="px-3.5 py-3 text-sm font-medium">{t('byHand')}</summary>
      <form onSubmit={submit} className="flex flex-col gap-3 px-3.5 pb-3.5">
        <TextField
          name="code"
          label={t('code')}
          hint={t('codeHint')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={2_000}
          required
        />
        <Button type="submit">{t('take')}</Button>
      </form>
    </details>
  );
}
