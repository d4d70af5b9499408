import { URGENT_KINDS } from '../notifications/preferences.ts';
import { messageText, pathOf, type Message } from '../notifications/message.ts';
import type { Language } from '../notifications/sentence.ts';

/** What a browser is told: no more than the notification itself says, as it is shown there. */
export interface PushText {
  readonly title: string;
  readonly body: string;
  /** Path in the web app. */
  readonly path: string;
  /** What is shown under one takes the place of what was. */
  readonly tag: string;
  /** When it happened, Unix milliseconds. */
  readonly at: number;
  readonly language: Language;
}

/** How long a push service keeps it for a browser that is off, in seconds: a shift. */
const TTL_SECONDS = 43_200;
/** Push services take 4,096 bytes sealed; this many characters of a title and a body always fit. */
const MOST = { title: 100, body: 600 };
const PRODUCT = 'Trekker';

/** The text of a push. */
export function pushText(message: Message, notificationId: string, language: Language): PushText {
  const { ruleName, facts, at } = message;
  const title = shortened(ruleName ?? PRODUCT, MOST.title);
  const body = shortened(messageText(message, language), MOST.body);
  return { title, body, path: pathOf(facts), tag: notificationId, at, language };
}

/** How a push service is to carry it (RFC 8030 §5): a later one about the same takes the place of one that waits. */
export function pushHeaders({ kind }: Message, notificationId: string): Record<string, string> {
  const isUrgent = URGENT_KINDS.some((urgent) => urgent === kind);
  const topic = notificationId.replaceAll('-', '');
  return { ttl: String(TTL_SECONDS), urgency: isUrgent ? 'high' : 'normal', topic };
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
