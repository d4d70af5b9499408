// Asks for the plan of what is run, when the reader wants one, and shows it beside the answer. It stands before GraphiQL,
// which keeps the `fetch` that it finds.
(() => {
  const MODES = { off: 'no', plan: 'without running it', trace: 'with times' };
  const page = document.querySelector('#page');
  const panel = document.querySelector('#plan');
  const choice = document.querySelector('#explain');
  for (const [mode, label] of Object.entries(MODES)) choice.add(new Option(label, mode));
  choice.addEventListener('change', () => {
    page.classList.toggle('explained', choice.value !== 'off');
    panel.replaceChildren(element('p', 'Run an operation to see its plan here.'));
  });

  const plainFetch = window.fetch.bind(window);
  window.fetch = async (address, options = {}) => {
    const { pathname } = new URL(address, location.href);
    if (choice.value === 'off' || pathname !== '/graphql' || isIntrospection(options.body)) {
      return plainFetch(address, options);
    }
    const headers = new Headers(options.headers);
    headers.set('x-trekker-explain', choice.value);
    const response = await plainFetch(address, { ...options, headers });
    const answer = await response.clone().json();
    const { explain, ...others } = answer.extensions ?? {};
    panel.replaceChildren(...(explain ? described(explain) : [refused(answer)]));
    const extensions = Object.keys(others).length > 0 ? others : undefined;
    const { status, statusText, headers: said } = response;
    return new Response(JSON.stringify({ ...answer, extensions }), { status, statusText, headers: said });
  };

  function isIntrospection(body) {
    return typeof body !== 'string' || /"operationName":"IntrospectionQuery"/.test(body);
  }

  function refused({ errors = [] }) {
    return element('p', `There is no plan: ${errors[0]?.message ?? 'the answer has none'}.`);
  }

  function described({ operation, cost, planningMs, waves, source, fetches }) {
    const summary = `${operation}, costs ${cost}; ${fetches.length} calls in ${waves} waves; planned in ${planningMs} ms`;
    const whole = Math.max(1, ...fetches.map(({ time }) => (time ? time.startMs + time.durationMs : 0)));
    const nodes = [element('p', summary)];
    if (source) nodes.push(element('h2', 'Events come from'), fetchNode(source, whole));
    for (let wave = 0; wave < waves; wave += 1) {
      nodes.push(element('h2', source ? `For each event, wave ${wave + 1}` : `Wave ${wave + 1}`));
      nodes.push(...fetches.filter((each) => each.wave === wave).map((each) => fetchNode(each, whole)));
    }
    return nodes;
  }

  function fetchNode({ subgraph, document: text, variables, entities, time }, whole) {
    const node = element('details');
    const head = element('summary', subgraph);
    if (time)
      head.append(` ${time.durationMs} ms${time.outcome === 'ok' ? '' : `, ${time.outcome}`}`, bar(time, whole));
    node.append(head);
    for (const { at, by } of entities) {
      const count = time ? `${time.entities} entities` : 'entities';
      node.append(element('p', `${count} at ${at.join(', ')} by ${by}`));
    }
    if (variables.length > 0) node.append(element('p', `with ${variables.map((name) => `$${name}`).join(', ')}`));
    node.append(element('pre', indented(text)));
    return node;
  }

  /** When the call ran, as a part of the whole run. */
  function bar({ startMs, durationMs }, whole) {
    const track = element('span');
    track.className = 'time';
    const part = element('span');
    part.style.left = `${(100 * startMs) / whole}%`;
    part.style.width = `${Math.max(1, (100 * durationMs) / whole)}%`;
    track.append(part);
    return track;
  }

  /** A document of one line with a line for each selection, as far as braces outside of values tell. */
  function indented(text) {
    let depth = 0;
    return text
      .replaceAll(/\s+/g, ' ')
      .split(/([{}])/)
      .map((part) => {
        if (part === '{') return `{\n${'  '.repeat((depth += 1))}`;
        if (part === '}') return `\n${'  '.repeat((depth = Math.max(0, depth - 1)))}}`;
        return part.trim();
      })
      .join('');
  }

  function element(name, text = '') {
    const node = document.createElement(name);
    node.textContent = text;
    return node;
  }
})();
