'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { lookForNewVersion, registerWorker } from './registered-worker.ts';

const LOOK_MS = 30 * 60_000;

/**
 * Brings the service worker, and says when the server has become another build than the one this page is of. Nobody is
 * torn from what they do: the page stays until they want the new one.
 */
export function NewVersion({ build }: { readonly build: string }) {
  const t = useTranslations('newVersion');
  const [newest, setNewest] = useState(build);
  const [refused, setRefused] = useState(build);
  useEffect(() => registerWorker({ onBuild: setNewest }), []);
  useEffect(() => {
    const look = () => void (document.visibilityState === 'visible' && lookForNewVersion());
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  const isNew = newest !== build && newest !== refused;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex justify-center p-3 max-md:bottom-16"
    >
      {isNew && (
        <div className="pointer-events-auto flex max-w-lg flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line bg-raised p-3 text-sm text-text shadow-panel">
          <span className="text-accent">
            <Icon name="info" size={18} />
          </span>
          <span className="min-w-0 flex-1 font-medium">{t('text')}</span>
          <span className="ms-auto flex gap-2">
            <Button look="quiet" onClick={() => setRefused(newest)}>
              {t('later')}
            </Button>
            <Button look="primary" onClick={() => location.reload()}>
              {t('reload')}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
