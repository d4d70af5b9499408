/** Whether what was pasted are hexadecimal digits rather than text. */
export function isHex(content: string): boolean {
  const digits = content.trim().replace(/^hex:/i, '').replace(/\s+/g, '');
  return digits.length >= 2 && digits.length % 2 === 0 && /^[\da-f]+$/i.test(digits);
}

/** Digits in pairs, as bytes are read. */
export function spaced(hex: string): string {
  return hex.match(/../g)?.join(' ') ?? '';
}

/** The bytes as text, where every one of them is a printable character or a line end; null where one is not. */
export function asText(hex: string): string | null {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^[\P{Cc}\r\n\t]*$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}
