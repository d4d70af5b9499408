import type { CreateNotificationRuleInput } from '../../__generated__/graphql.ts';
import { KINDS } from '../../live/notification-kinds.ts';
import { textOf } from '../../ui/form-text.ts';

/** What a form says of a rule; whatever it has no fields for stays as it is. */
export type RuleForm = Required<
  Pick<
    CreateNotificationRuleInput,
    | 'name'
    | 'kinds'
    | 'geofenceIds'
    | 'placeIds'
    | 'lateAfterMinutes'
    | 'inAppUserIds'
    | 'emailUserIds'
    | 'emailAddresses'
    | 'endpointIds'
  >
> & {
  readonly throttleSeconds: number | null;
  readonly quietHours: { readonly from: string; readonly to: string } | null;
};

const MINUTE_S = 60;

/** Whether quiet hours are entered with one end alone, which would hold nothing back or all. */
export function lacksQuietEnd(form: FormData): boolean {
  return Boolean(textOf(form, 'quietFrom')) !== Boolean(textOf(form, 'quietTo'));
}

/** Reads the form of a rule; with `lacksQuietEnd` it has no quiet hours. */
export function readRuleForm(form: FormData): RuleForm {
  const throttleMinutes = Number(textOf(form, 'throttleMinutes'));
  const [from, to] = [textOf(form, 'quietFrom'), textOf(form, 'quietTo')];
  return {
    name: textOf(form, 'name').trim(),
    kinds: KINDS.filter((kind) => form.getAll('kinds').includes(kind)),
    geofenceIds: textsOf(form, 'geofenceIds'),
    placeIds: textsOf(form, 'placeIds'),
    lateAfterMinutes: Number(textOf(form, 'lateAfterMinutes')),
    throttleSeconds: throttleMinutes > 0 ? throttleMinutes * MINUTE_S : null,
    quietHours: from && to ? { from, to } : null,
    inAppUserIds: textsOf(form, 'inAppUserIds'),
    emailUserIds: textsOf(form, 'emailUserIds'),
    emailAddresses: textOf(form, 'emailAddresses')
      .split(/[\s,;]+/)
      .filter(Boolean),
    endpointIds: textsOf(form, 'endpointIds'),
  };
}

function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}
