// What draws the rows of the view: loaded with the first of them, since most of its words are of what went wrong.
export { childrenOf, isFirstListComing } from './children.ts';
export { badgeOf } from './badge.ts';
export { createDrawnUses } from './drawn-uses.ts';
export { findNode } from './find-node.ts';
export { itemOf } from './items.ts';
export { noteNode } from './nodes.ts';
export { tooltipOf } from './tooltips.ts';
