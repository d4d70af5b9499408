/// <reference types="next" />
/// <reference types="next/image-types/global" />

import type messages from './messages/en.json';

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages;
  }
}

declare module '*.css';
