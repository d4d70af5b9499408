'use client';

import { useFormatter } from 'next-intl';

/** An instant of the API with its day and seconds, in the tenant's time zone. */
export function InstantText({ at }: { readonly at: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {format.dateTime(Date.parse(at), { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  );
}
