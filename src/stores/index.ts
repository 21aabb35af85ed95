export { openStore, type OpenedStore, type StoreDependencies } from './open.ts';
