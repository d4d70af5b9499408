/** Watches how long a connection is without a message. */
export interface Silence {
  /** Messages are being taken in: that is no silence of the device, however long it takes. */
  pause(): void;
  /** Waits for the next message; for longer once the device has said who it is. */
  goOn(isNamed: boolean): void;
  stop(): void;
}

/**
 * Bytes alone break no silence, messages do: whoever sends a byte now and then is closed like one who sends none. Until
 * the device has named itself not even messages do.
 */
export function createSilence({
  firstMs,
  idleMs,
  onSilent,
}: {
  firstMs: number;
  idleMs: number;
  onSilent: (reason: 'nameless' | 'idle') => void;
}): Silence {
  const first = setTimeout(() => onSilent('nameless'), firstMs);
  let idle: NodeJS.Timeout | undefined;
  return {
    pause: () => clearTimeout(idle),
    goOn(isNamed) {
      if (!isNamed) return;
      clearTimeout(first);
      clearTimeout(idle);
      idle = setTimeout(() => onSilent('idle'), idleMs);
    },
    stop() {
      clearTimeout(first);
      clearTimeout(idle);
    },
  };
}
