'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { drawn, openQrReader } from './read-qr.ts';

const LOOK_EVERY_MS = 150;

/** What the camera sees; tells of the first code in it. @param onCode must be constant. */
export function CameraView({
  stream,
  onCode,
}: {
  readonly stream: MediaStream;
  readonly onCode: (text: string) => void;
}) {
  const t = useTranslations('checkIn.scan');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const screen = video.current;
    if (!screen) return undefined;
    const stop = new AbortController();
    screen.srcObject = stream;
    void screen.play().catch(() => null);
    void (async () => {
      const read = await openQrReader();
      while (!stop.signal.aborted) {
        const { videoWidth: width, videoHeight: height } = screen;
        const text = width ? await read(drawn(screen, { width, height })) : null;
        if (text !== null && !stop.signal.aborted) return onCode(text);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      return undefined;
    })();
    return () => {
      stop.abort();
      screen.srcObject = null;
    };
  }, [stream, onCode]);
  return (
    <div className="relative overflow-hidden rounded-xl bg-black">
      <video ref={video} muted playsInline aria-label={t('picture')} className="aspect-square w-full object-cover" />
      <div aria-hidden className="pointer-events-none absolute inset-[15%] rounded-2xl border-4 border-white/80" />
    </div>
  );
}
