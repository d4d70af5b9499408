import type { Decoded } from '../decoded.ts';
import { messageFields, type MessageField } from '../message-fields.ts';

/** A message line by line, every number with its unit. */
export function showMessage(message: Decoded): string[] {
  return [`  ${message.kind}`, ...messageFields(message).map(showField)];
}

function showField({ name, value, unit }: MessageField): string {
  if (name === 'recordedAt') return `    recordedAt: ${shownTime(value)}`;
  return `    ${name}: ${JSON.stringify(value)}${unit === null ? '' : ` ${unit}`}`;
}

function shownTime(value: unknown): string {
  return typeof value === 'number' ? `${new Date(value).toISOString()} (${value} ms)` : 'not said';
}
