import type { Channel } from './kinds.ts';
import type { Rule } from './rule.ts';

/** Somebody or something that is told. */
export interface Target {
  readonly channel: Channel;
  /** Id of the user, e-mail address in lower case, id of the endpoint, or of the push subscription. */
  readonly to: string;
  /** The user behind it, or null. */
  readonly userId: string | null;
}

/** A user who may be told. */
export interface Recipient {
  readonly userId: string;
  readonly email: string | null;
}

/** Text that names a target among others. */
export function targetKey({ channel, to }: Pick<Target, 'channel' | 'to'>): string {
  return `${channel} ${to}`;
}

/** Whom a rule tells: of its users only those given, who may be told. Each once, an address also of several users. */
export function targetsOf(rule: Rule, recipients: ReadonlyMap<string, Recipient>): Target[] {
  const known = (userIds: readonly string[]) => userIds.flatMap((userId) => recipients.get(userId) ?? []);
  const targets: Target[] = [
    ...known(rule.userIds).map(({ userId }) => ({ channel: 'IN_APP' as const, to: userId, userId })),
    ...known(rule.emailUserIds).flatMap(({ userId, email }) => (email === null ? [] : [mailTo(email, userId)])),
    ...rule.emailAddresses.map((address) => mailTo(address, null)),
    ...rule.endpointIds.map((to) => ({ channel: 'WEBHOOK' as const, to, userId: null })),
  ];
  return [...new Map(targets.toReversed().map((target) => [targetKey(target), target])).values()].toReversed();
}

/** Whether one of these users, who may be told, is at a target; what is no user's is always there. */
export function isReachedBy({ channel, to, userId }: Target, recipients: ReadonlyMap<string, Recipient>): boolean {
  if (userId === null) return true;
  const recipient = recipients.get(userId);
  return recipient !== undefined && (channel !== 'EMAIL' || recipient.email?.toLowerCase() === to);
}

function mailTo(address: string, userId: string | null): Target {
  return { channel: 'EMAIL', to: address.toLowerCase(), userId };
}
