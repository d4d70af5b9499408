import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** A structured log: one JSON object per line, `log.info({ tenantId }, 'what happened')`. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, unknown>): Logger;
};

/** Paths whose values never reach the log, at any of the depths at which requests and options are logged. */
export const REDACTED = ['password', 'token', 'sessionToken', 'authorization', 'cookie', 'secret'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
]);

/**
 * @param level least level that is written: `debug`, `info`, `warn`, `error`, `fatal` or `silent`.
 * @param destination where lines go; standard output when absent.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, redact: { paths: REDACTED, censor: '[redacted]' }, timestamp: pinoTime };
  return destination ? pino(options, destination) : pino(options);
}

/** A log that writes nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });

function pinoTime(): string {
  return `,"time":"${new Date().toISOString()}"`;
}
