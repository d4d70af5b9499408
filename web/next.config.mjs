import { dirname } from 'node:path';

/** @type {import('next').NextConfig} */
const config = {
  turbopack: {
    // The workspace's root holds the lock file and node_modules.
    root: dirname(import.meta.dirname),
    // All that next-intl's plugin would do here; the plugin itself looks for the file in the folder of the process.
    resolveAlias: { 'next-intl/config': './i18n/request.ts' },
  },
  outputFileTracingRoot: dirname(import.meta.dirname),
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
};

export default config;
