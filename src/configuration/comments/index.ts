export { commentsIn, flowComments } from './comments-in.ts';
