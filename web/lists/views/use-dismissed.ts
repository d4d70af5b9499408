import { useEffect, type RefObject } from 'react';

/** Closes what lies over the page when somebody presses Escape or turns to something else. */
export function useDismissed({
  root,
  isOpen,
  dismiss,
}: {
  /** What opens it and what is opened. */
  readonly root: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly dismiss: () => void;
}): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !root.current?.contains(target)) dismiss();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog:modal')) return;
      if (root.current?.contains(document.activeElement)) root.current.querySelector('button')?.focus();
      dismiss();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [root, isOpen, dismiss]);
}
