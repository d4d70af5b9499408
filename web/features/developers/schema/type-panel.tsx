'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { MemberDocs, TypeDocs, TypeText } from './type-docs.ts';

/** One type: what it means, and each of its members with its type, which leads on. */
export function TypePanel({
  type,
  text,
  onShow,
}: {
  /** Undefined where there is no such type. */
  readonly type: TypeDocs | undefined;
  /** What is looked for; members that fit stand first. */
  readonly text: string;
  readonly onShow: (name: string) => void;
}) {
  const t = useTranslations('developers.schema');
  if (!type) return <Notice tone="warning">{t('missing')}</Notice>;
  const wanted = text.trim().toLowerCase();
  const rank = ({ name }: MemberDocs) => (wanted && name.toLowerCase().includes(wanted) ? 0 : 1);
  const members = type.members.toSorted((a, b) => rank(a) - rank(b));
  return (
    <Panel title={type.name}>
      {type.description && <p className="mb-3 max-w-3xl text-sm whitespace-pre-line text-muted">{type.description}</p>}
      <ul aria-label={t('membersOf', { type: type.name })} className="divide-y divide-line">
        {members.map((member) => (
          <Member key={member.name} member={member} onShow={onShow} />
        ))}
      </ul>
    </Panel>
  );
}

function Member({ member, onShow }: { readonly member: MemberDocs; readonly onShow: (name: string) => void }) {
  const t = useTranslations('developers.schema');
  return (
    <li className="flex flex-col gap-1 py-2.5 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-semibold break-all">{member.name}</code>
        {member.type && <TypeLink type={member.type} onShow={onShow} />}
      </p>
      {member.deprecated !== null && <p className="text-idle">{t('deprecated', { reason: member.deprecated })}</p>}
      {member.description && <p className="whitespace-pre-line text-muted">{member.description}</p>}
      {member.arguments.length > 0 && (
        <ul
          aria-label={t('argumentsOf', { field: member.name })}
          className="flex flex-col gap-1 border-s-2 border-line ps-3"
        >
          {member.arguments.map(({ name, description, type, defaultValue }) => (
            <li key={name}>
              <code>{name}</code> <TypeLink type={type} onShow={onShow} />
              {defaultValue !== null && <code className="text-muted"> = {defaultValue}</code>}
              {description && <span className="block text-muted">{description}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function TypeLink({ type, onShow }: { readonly type: TypeText; readonly onShow: (name: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onShow(type.name)}
      className="rounded-sm font-mono text-[0.8125rem] text-accent hover:underline"
    >
      {type.text}
    </button>
  );
}
