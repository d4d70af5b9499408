import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';

import { ConfigurationError } from '@trekker/kit';

import type { PositionsConfig } from '../config.ts';

/** What the ports of devices speak TLS with, or null where there is no certificate. Fails where its files cannot be read. */
export function tlsOf({
  tlsCertFile,
  tlsKeyFile,
}: Pick<PositionsConfig, 'tlsCertFile' | 'tlsKeyFile'>): SecureContext | null {
  if (tlsCertFile === null && tlsKeyFile === null) return null;
  if (tlsCertFile === null || tlsKeyFile === null) {
    throw new ConfigurationError([
      'TREKKER_POSITIONS_TLS_CERT_FILE and TREKKER_POSITIONS_TLS_KEY_FILE must be set together',
    ]);
  }
  const cert = readPem(tlsCertFile, 'TREKKER_POSITIONS_TLS_CERT_FILE');
  const key = readPem(tlsKeyFile, 'TREKKER_POSITIONS_TLS_KEY_FILE');
  try {
    return createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
  } catch (cause) {
    const problem = `TREKKER_POSITIONS_TLS_CERT_FILE and TREKKER_POSITIONS_TLS_KEY_FILE must be a certificate and its key: ${String(cause)}`;
    throw new ConfigurationError([problem]);
  }
}

/** The text of a file of certificates or keys; the option that names it is told where it cannot be read. */
export function readPem(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigurationError([`${option} must name a file that can be read: ${String(cause)}`]);
  }
}
