'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Avatar } from '../lists/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { scalePicture, type ScaledPicture } from './scale-picture.ts';

/** Somebody's or something's picture, which may be chosen and taken away. */
export function PictureEditor({
  name,
  picture,
  onSave,
}: {
  readonly name: string;
  /** A `data:` URL, or null. */
  readonly picture: string | null;
  /** Saves a picture, or takes it away; says whether that worked. Null where the viewer may not. */
  readonly onSave: ((picture: ScaledPicture | null) => Promise<boolean>) | null;
}) {
  const t = useTranslations('records.picture');
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'noPicture' | 'failed'>('idle');

  async function save(next: ScaledPicture | null) {
    if (!onSave) return;
    setState('busy');
    setState((await onSave(next)) ? 'idle' : 'failed');
  }

  async function choose(file: File | undefined) {
    if (!file) return;
    setState('busy');
    const scaled = await scalePicture(file);
    if (scaled) await save(scaled);
    else setState('noPicture');
  }

  return (
    <div className="flex flex-col items-center gap-2">
      <Avatar name={name} picture={picture} size="large" />
      {onSave && (
        <div className="flex gap-1">
          <input
            ref={input}
            type="file"
            accept="image/*"
            aria-label={t('file')}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              void choose(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button look="quiet" disabled={state === 'busy'} onClick={() => input.current?.click()}>
            {state === 'busy' ? t('busy') : picture ? t('change') : t('add')}
          </Button>
          {picture && (
            <Button look="quiet" disabled={state === 'busy'} onClick={() => void save(null)}>
              {t('remove')}
            </Button>
          )}
        </div>
      )}
      {(state === 'noPicture' || state === 'failed') && (
        <p role="alert" className="max-w-40 text-center text-sm text-danger">
          {t(state)}
        </p>
      )}
    </div>
  );
}
