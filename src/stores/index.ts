export { locationOf } from './location.ts';
export { openStore, type OpenedStore, type StoreDependencies } from './open.ts';
