import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useMutation, type CombinedError } from 'urql';
import type { MusterState } from '../../__generated__/graphql.ts';
import { idempotencyKey } from '../../graphql/idempotency-key.ts';
import type { InputError } from '../../ui/form-problems.ts';
import { useRefusal } from '../../ui/use-refusal.ts';
import { CHECK_IN, MUSTER_CHECK_IN } from './documents.graphql.ts';
import type { CheckInCode } from './code-text.ts';

/** Somebody who checked in. */
export interface CheckedIn {
  readonly key: string;
  readonly personId: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** How they stand in the muster; null for a zone. */
  readonly state: MusterState | null;
}

/**
 * Checks somebody in by a code: gives who did, or what was wrong in words. What was not answered may have been done: sent
 * again, it is the same check-in.
 */
export function useCheckIn(code: CheckInCode): (personId: string) => Promise<CheckedIn | string> {
  const t = useTranslations('checkIn.refused');
  const tell = useRefusal();
  const [, checkIn] = useMutation(CHECK_IN);
  const [, musterCheckIn] = useMutation(MUSTER_CHECK_IN);
  /** Keys of what was not answered, by person. */
  const open = useRef(new Map<string, string>());

  function refusalOf({
    errors,
    error,
  }: {
    errors?: readonly InputError[] | undefined;
    error?: CombinedError | undefined;
  }) {
    const [refusal] = errors ?? [];
    if (refusal) return isKnown(refusal.code) ? t(refusal.code) : tell(refusal);
    return isForbidden(error) ? t('NOT_FOUND') : t('UNANSWERED');
  }

  async function intoZone(personId: string, key: string): Promise<CheckedIn | string> {
    const { data, error } = await checkIn({ input: { token: code.text, personId, idempotencyKey: key } });
    const mark = data?.checkIn.mark;
    if (data) open.current.delete(personId);
    if (!mark) return refusalOf({ errors: data?.checkIn.userErrors, error });
    return { key, personId, name: mark.person.name, at: Date.parse(mark.at), state: null };
  }

  async function atStation(personId: string, key: string): Promise<CheckedIn | string> {
    const { data, error } = await musterCheckIn({ input: { code: code.text, personId, idempotencyKey: key } });
    const listed = data?.musterCheckIn.person;
    if (data) open.current.delete(personId);
    if (!listed) return refusalOf({ errors: data?.musterCheckIn.userErrors, error });
    return { key, personId, name: listed.person.name, at: Date.parse(listed.since), state: listed.state };
  }

  return (personId) => {
    const key = open.current.get(personId) ?? idempotencyKey();
    open.current.set(personId, key);
    return (code.kind === 'zone' ? intoZone : atStation)(personId, key);
  };
}

function isForbidden(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'FORBIDDEN') ?? false;
}

const KNOWN = ['CODE_INVALID', 'CODE_EXPIRED', 'CODE_REVOKED', 'WRONG_STATUS', 'NOT_FOUND'] as const;

function isKnown(code: string): code is (typeof KNOWN)[number] {
  return KNOWN.some((known) => known === code);
}
