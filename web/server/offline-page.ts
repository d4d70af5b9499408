import { createHash } from 'node:crypto';
import { directionOf, type Language } from '../i18n/languages.ts';
import de from '../messages/de.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };
import { KEPT_LIST } from '../offline/kept-list.ts';
import { THEME_COOKIE } from '../ui/theme-choice.ts';
import type { WorkerFile } from './worker-files.ts';

const MESSAGES = { en, de };

/**
 * Comes back by itself: when the device is online again, and when the server answers. Shows the list of an open muster
 * that the tab keeps, with its age.
 */
const SCRIPT = `
const theme = /(?:^|; )${THEME_COOKIE}=(light|dark)/.exec(document.cookie);
if (theme) document.documentElement.dataset.theme = theme[1];
const back = () => fetch(document.body.dataset.self, { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok && location.reload(), () => null);
addEventListener('online', back);
setInterval(back, 5000);
const list = (() => { try { return JSON.parse(sessionStorage.getItem('${KEPT_LIST}')) } catch { return null } })();
if (list) {
  const [kept, age, people] = ['kept', 'age', 'people'].map((id) => document.getElementById(id));
  document.getElementById('title').textContent = list.title;
  document.getElementById('summary').textContent = list.summary;
  for (const person of list.people) {
    const row = people.appendChild(document.createElement('li'));
    row.className = person.missing ? 'missing' : '';
    row.appendChild(document.createElement('b')).textContent = person.name;
    row.append([person.state, person.where].filter(Boolean).join(' · '));
  }
  const { lang } = document.documentElement;
  const tag = navigator.languages.find((each) => each.startsWith(lang)) ?? lang;
  const time = new Date(list.at).toLocaleTimeString(tag, { timeStyle: 'short' });
  const tell = () => age.textContent = age.dataset.text.replace('{time}', time).replace('{minutes}', Math.max(0, Math.round((Date.now() - list.at) / 60000)));
  tell();
  setInterval(tell, 5000);
  document.getElementById('nothing').hidden = true;
  kept.hidden = false;
}
`;

const STYLE = `
:root { color-scheme: light dark }
:root[data-theme=light] { color-scheme: light }
:root[data-theme=dark] { color-scheme: dark }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; place-content: center; gap: 1rem; padding: 1rem 0; box-sizing: border-box; background: light-dark(#f3f5f6, #0b1115); color: light-dark(#172126, #e6edf0); font: 0.9375rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif }
main { box-sizing: border-box; width: min(26rem, calc(100vw - 2rem)); padding: 2rem 1.5rem; border: 1px solid light-dark(#d9e0e3, #25333b); border-radius: 1rem; background: light-dark(#ffffff, #121b20); text-align: center }
svg { display: block; margin: 0 auto 1rem }
h1 { margin: 0 0 0.5rem; font-size: 1.25rem; letter-spacing: -0.01em }
p { margin: 0 0 0.75rem; color: light-dark(#52616a, #9dadb6); text-wrap: pretty }
a { display: inline-block; margin: 0.5rem 0 1rem; padding: 0.625rem 1.25rem; border-radius: 0.5rem; background: light-dark(#0b63c4, #6cb2ff); color: light-dark(#ffffff, #04182e); font-weight: 500; text-decoration: none }
a:focus-visible { outline: 2px solid light-dark(#0b63c4, #6cb2ff); outline-offset: 2px }
#kept { box-sizing: border-box; width: min(44rem, calc(100vw - 2rem)); margin: 0 0 2rem }
#kept[hidden] { display: none }
h2 { margin: 0 0 0.25rem; font-size: 1.125rem; overflow-wrap: anywhere }
#age { color: light-dark(#723500, #ffb543); font-weight: 500 }
#summary { color: inherit; font-weight: 600 }
ol { margin: 0; padding: 0; list-style: none }
li { margin: 0 0 0.5rem; padding: 0.625rem 0.875rem; border: 1px solid light-dark(#d9e0e3, #25333b); border-radius: 0.75rem; background: light-dark(#ffffff, #121b20); overflow-wrap: anywhere }
li b { display: block; font-weight: 600 }
li.missing { border-color: light-dark(#c82e1e, #ff6a5e) }
small { display: block; color: light-dark(#52616a, #9dadb6) }
`;

const LOGO =
  '<svg viewBox="0 0 32 32" width="56" height="56" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0b63c4"/><path d="M16 5.5a8 8 0 0 0-8 8c0 5.8 8 13 8 13s8-7.2 8-13a8 8 0 0 0-8-8Zm0 11.2a3.2 3.2 0 1 1 0-6.4 3.2 3.2 0 0 1 0 6.4Z" fill="#fff"/></svg>';

/**
 * The page in place of one that could not be fetched. It is whole in itself, because nothing else may be kept: no file
 * of a build, no sentence from elsewhere. The link without an address asks for the wanted page again.
 */
export function offlinePage(language: Language['tag']): WorkerFile {
  const { offline: t, app } = MESSAGES[language];
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; connect-src 'self'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    },
    body: `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#f3f5f6" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0b1115" media="(prefers-color-scheme: dark)">
<title>${t.title} · ${app.name}</title>
<style>${STYLE}</style>
</head>
<body data-self="/offline/${language}">
<main>
${LOGO}
<h1>${t.title}</h1>
<p id="nothing">${t.text}</p>
<p>${t.marks}</p>
<a href="">${t.retry}</a>
<small>${t.waits}</small>
</main>
<section id="kept" aria-labelledby="title" hidden>
<h2 id="title"></h2>
<p id="age" data-text="${t.kept}"></p>
<p id="summary"></p>
<ol id="people"></ol>
</section>
<script>${SCRIPT}</script>
</body>
</html>
`,
  };
}

/** What a policy calls a text that may run. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
