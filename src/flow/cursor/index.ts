export { cursorAt } from './cursor-at.ts';
export { meaningAt, type Meaning } from './meaning.ts';
