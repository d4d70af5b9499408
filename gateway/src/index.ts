export { aloneGatewayOptions, gatewayOptions, type GatewayConfig } from './config.ts';
export type { GatewayDependencies } from './dependencies.ts';
export { createGateway, type Gateway } from './gateway.ts';
