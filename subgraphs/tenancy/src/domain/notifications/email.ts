import { linkOf, messageText, type Message } from './message.ts';

/** An e-mail, ready to be sent to somebody. */
export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What an e-mail says of an event: a sentence, when, where, why, and a link. Everything is escaped. */
export function emailOf(message: Message, publicUrl: string): Email {
  const sentence = messageText(message);
  const link = linkOf(message.facts, publicUrl);
  const lines = [
    ['When', `${localTime(message)} (${message.timeZone})`],
    ...(message.geofenceName === null ? [] : [['Zone', message.geofenceName]]),
    ...(message.placeName === null ? [] : [['Place', message.placeName]]),
    ...(message.ruleName === null ? [] : [['Rule', message.ruleName]]),
  ] as const;
  const rows = lines.map(([name, value]) => `<tr><th align="left">${name}</th><td>${escaped(value ?? '')}</td></tr>`);
  return {
    subject: onOneLine(sentence),
    text: `${sentence}\n\n${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${link}\n`,
    html: `<!doctype html><html lang="en"><body><p>${escaped(sentence)}</p><table>${rows.join('')}</table><p><a href="${escaped(link)}">${escaped(link)}</a></p></body></html>`,
  };
}

function localTime({ at, timeZone }: Message): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

/** A header ends where its line does. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
