import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { NotificationKind, OwnPreferencesFragment } from '../../__generated__/graphql.ts';
import { CHANNELS, isFixed, isTold } from './preference-form.ts';

/** Kinds of events with a tick for each way in which the user is told of them. */
export function ChoiceTable({
  title,
  note,
  kinds,
  preferences,
}: {
  readonly title: string;
  readonly note: string | null;
  readonly kinds: readonly Exclude<NotificationKind, 'TEST' | 'ENDPOINT_DISABLED'>[];
  readonly preferences: OwnPreferencesFragment;
}) {
  const t = useTranslations('notificationPreferences');
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-2xl border border-line bg-surface px-4 pt-3 pb-2 md:px-5">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {note && <p className="pt-0.5 text-sm text-pretty text-muted">{note}</p>}
      <table aria-labelledby={id} className="mt-1 w-full text-sm">
        <thead>
          <tr className="text-muted">
            <td />
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className="w-16 px-1 py-1.5 text-center align-bottom font-medium sm:w-24">
                {t(`channels.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line/70">
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="py-1 pe-2 text-start font-normal">
                {t(`kinds.${kind}`)}
              </th>
              {CHANNELS.map((channel) => {
                const fixed = isFixed(preferences, kind, channel);
                return (
                  <td key={channel} className="p-0 text-center">
                    <label className="inline-flex size-11 items-center justify-center rounded-lg hover:bg-sunken">
                      <input
                        type="checkbox"
                        name={channel}
                        value={kind}
                        aria-label={`${t(`kinds.${kind}`)}: ${t(`channels.${channel}`)}`}
                        defaultChecked={fixed || isTold(preferences, kind, channel)}
                        disabled={fixed}
                        className="size-4.5 accent-accent"
                      />
                    </label>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
