/** Longest attribution that is shown, in characters as they were written. */
const MAX_LENGTH = 2_000;

/**
 * An attribution as HTML that may be put on a page: text, and links to web addresses; of all other markup only the text
 * stays, of scripts and styles nothing.
 */
export function safeAttribution(written: string): string {
  let html = '';
  let inLink = false;
  const spoken = written.slice(0, MAX_LENGTH).replaceAll(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, '');
  for (const [part, tag] of spoken.matchAll(/<([a-z/!][^>]*)>|[^<]+|</gi)) {
    if (tag === undefined) {
      html += asText(part);
      continue;
    }
    const address = /^a\s/i.test(tag) ? webAddress(tag) : null;
    if (inLink && (address || /^\/a\b/i.test(tag))) {
      html += '</a>';
      inLink = false;
    }
    if (address) {
      html += `<a href="${asText(address)}" target="_blank" rel="noopener noreferrer">`;
      inLink = true;
    }
  }
  return inLink ? `${html}</a>` : html;
}

function webAddress(tag: string): string | null {
  const [, double, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag) ?? [];
  const written = (double ?? single ?? bare ?? '').replaceAll('&amp;', '&');
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}

/** Entities that are there already stay what they are. */
function asText(text: string): string {
  return text
    .replaceAll(/&(?!(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
