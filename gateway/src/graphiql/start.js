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

  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
    title: 'Trekker GraphiQL',
    logo: '<b>⌖</b>',
    endpoint: '/graphql',
    headers,
    shouldPersistHeaders: false,
    subscriptionsProtocol: 'WS',
    onEditHeaders: (edited) => {
      headers = edited;
    },
    connectionParams: () => parse(headers),
    defaultQuery: DEFAULT_QUERY,
  });

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  }
})();
