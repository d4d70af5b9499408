import { createTransport } from 'nodemailer';

import type { TenancyConfig } from '../../config.ts';
import type { AttemptResult } from '../../domain/notifications/attempt.ts';
import type { Email } from '../../domain/notifications/email.ts';

/** An e-mail to one address. */
export interface Letter extends Email {
  readonly to: string;
  /** The same at every try, so that a mailbox that has it knows it. */
  readonly messageId: string;
  readonly signal: AbortSignal;
}

/** Sends e-mails. Never fails: what went wrong is the result. */
export interface Mailer {
  readonly send: (letter: Letter) => Promise<AttemptResult>;
  readonly close: () => void;
}

const KEPT_CHARACTERS = 1_024;

/** What hands e-mails to the operator's mail server; null where there is none and e-mail is off. */
export function createMailer(config: TenancyConfig): Mailer | null {
  const { smtpHost, smtpPort, smtpTls, smtpUser, smtpPassword, smtpFrom, smtpTimeoutMs } = config;
  if (smtpHost === null) return null;
  const transport = createTransport({
    host: smtpHost,
    port: smtpPort,
    secure: smtpTls === 'implicit',
    requireTLS: smtpTls === 'starttls',
    ignoreTLS: smtpTls === 'none',
    ...(smtpUser === null ? {} : { auth: { user: smtpUser, pass: smtpPassword ?? '' } }),
    connectionTimeout: smtpTimeoutMs,
    greetingTimeout: smtpTimeoutMs,
    socketTimeout: smtpTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, messageId, subject, text, html, signal }) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(smtpTimeoutMs)]);
      const headers = { 'Auto-Submitted': 'auto-generated' };
      // As an object: a text would be read as a list of addresses.
      const addressed = { from: smtpFrom, to: { name: '', address: to }, messageId: `<${messageId}>` };
      try {
        const { response } = await transport.sendMail({ ...addressed, subject, text, html, headers, signal: deadline });
        return { statusCode: codeOf(response), error: null, response: response.slice(0, KEPT_CHARACTERS) };
      } catch (failure) {
        return problemOf(failure);
      }
    },
    close: () => transport.close(),
  };
}

function problemOf(failure: unknown): AttemptResult {
  const error = failure instanceof Error ? failure.message.slice(0, 500) : String(failure);
  const { responseCode, response } = failure as { responseCode?: unknown; response?: unknown };
  return {
    statusCode: typeof responseCode === 'number' ? responseCode : null,
    error,
    response: typeof response === 'string' ? response.slice(0, KEPT_CHARACTERS) : null,
  };
}

function codeOf(response: string): number | null {
  const code = Number(response.slice(0, 3));
  return Number.isInteger(code) && code > 0 ? code : null;
}
