import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** Something that opens above a button of the map. */
export interface Popup {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  /** Around the button, which is the first in it, and what it opens. */
  readonly root: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Closes by Escape, which leads back to the button, and by a press elsewhere. */
export function usePopup(): Popup {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [open]);
  return {
    open,
    setOpen,
    root,
    onKeyDown(event) {
      if (event.key !== 'Escape' || !open) return;
      event.preventDefault();
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    },
  };
}
