// Which files of a folder hold flows, which files a user names, and what texts there are: for who looks through many of them.
export { eachFileOnce } from './each-file-once.ts';
export { findFlows, isAtOrBelow, isYamlPath, mayHoldFlows } from './find-flows.ts';
export { namedPlaces, type NamedPlace } from './named-places.ts';
export { createTextMemory, readTexts, type TextMemory } from './read-texts.ts';
