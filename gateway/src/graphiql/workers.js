// Tells the editor where its workers are; it reads this while it loads.
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `/graphiql/worker-${label}.js`,
};
