'use client';

import type { ComponentProps } from 'react';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';

/** A dialog that is one form. */
export function FormDialog<Field extends string>({
  title,
  onClose,
  ...form
}: Omit<ComponentProps<typeof Form<Field>>, 'onCancel'> & { readonly title: string; readonly onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Form {...form} onCancel={onClose} />
    </Dialog>
  );
}
