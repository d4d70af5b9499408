// Opens GraphiQL with the token of the address bar, as in /graphiql#token=…, in its headers. A fragment never reaches a
// server; it is taken out of the address at once and kept for this tab only.
(() => {
  const KEY = 'trekker.graphiql.token';
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  const token = sessionStorage.getItem(KEY);
  let headers = JSON.stringify(token ? { authorization: `Bearer ${token}` } : {}, null, 2);

  // GraphiQL opens the query of its address in a tab of its own, or goes to the tab that has it.
  const examples = document.querySelector('#examples');
  for (const { label, query } of EXAMPLES) examples.add(new Option(label, query));
  examples.addEventListener('change', () => {
    location.search = new URLSearchParams({ query: examples.value }).toString();
  });

  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
    title: 'Trekker GraphiQL',
    logo: '<span></span>',
    endpoint: '/graphql',
    headers,
    shouldPersistHeaders: false,
    subscriptionsProtocol: 'WS',
    onEditHeaders: (edited) => {
      headers = edited;
    },
    connectionParams: () => parse(headers),
    defaultQuery: EXAMPLES[0].query,
  });

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  }
})();
