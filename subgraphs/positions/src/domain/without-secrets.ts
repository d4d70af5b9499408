/** How many bytes of a message are looked at and kept. */
export const MOST_RAW_BYTES = 4_096;

/**
 * What stands in messages and must not be kept, each with its part to overwrite named `secret`: values beside a name that
 * says so; the password behind a command that some devices repeat; what H02 devices say of a command they were given, up
 * to a place, and texts they pass on; settings of Queclink devices; parameters of Teltonika devices.
 */
const SECRETS: readonly RegExp[] = [
  /(?:passw(?:or)?d|passphrase|pwd|token|secret|api_?key|credential|authorization)[\w.-]{0,30}["']?\s{0,3}[=:,]\s{0,3}["']?(?:Bearer |Basic )?(?<secret>[^\s"'&,;#}\])]+)/dgiu,
  /\b(?:begin|password|passwd|admin(?:ip)?|noadmin|apn(?:user|passwd)?|up|pass)\s?(?<secret>\d{4,10}(?:[ ,]\d{4,10})?)/dgiu,
  /\*[^,*#]{2},[^,*#]*,V4,[^,*#]*(?<secret>(?:,(?!\d{6},[AVB],)[^,*#]*)+)/dgu,
  /\*[^,*#]{2},[^,*#]*,SMS,(?<secret>[^#]*)/dgu,
  /\+(?:RESP|BUFF):GT(?:AL[A-Z]|CFG|BSI|SRI|QSS),[^,$]*,[^,$]*,(?<secret>[^$]*)/dgu,
  /Param(?:eter)? ID:\s{0,3}\d{1,10} (?:Text|Val(?:ue)?):\s{0,3}(?<secret>[^;\r\n]+)/dgiu,
];

const STAR = 0x2a;

/**
 * The beginning of a message with its secrets overwritten, byte for byte, so that everything else stays where it was.
 *
 * @param known secrets that the message might hold, for example the token of the door it came through.
 */
export function withoutSecrets(bytes: Uint8Array, known: readonly string[] = []): Buffer {
  const kept = Buffer.from(bytes.subarray(0, MOST_RAW_BYTES));
  const text = kept.toString('latin1');
  for (const pattern of SECRETS) {
    for (const found of text.matchAll(pattern)) blank(kept, found.indices?.groups?.['secret']);
  }
  for (const secret of known.filter((one) => one !== '')) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      blank(kept, [at, at + secret.length]);
    }
  }
  return kept;
}

/** Commas stay: they are what fields are counted by. */
function blank(bytes: Buffer, range: readonly [number, number] | undefined): void {
  const [from, to] = range ?? [0, 0];
  for (let at = from; at < to; at += 1) if (bytes[at] !== COMMA) bytes[at] = STAR;
}

const COMMA = 0x2c;
