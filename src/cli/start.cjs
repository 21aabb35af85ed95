#!/usr/bin/env node
// What npm links as `kestra-secrets`, in words that an old Node reads too, so that it can be told what it lacks.
'use strict';

/** The first two numbers of a version. */
function release(version) {
  return version.match(/\d+/g).slice(0, 2).map(Number);
}

var needed = release(require('../package.json').engines.node);
var found = release(process.versions.node);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error(
    'kestra-secrets: Node ' +
      needed.join('.') +
      ' or later is needed, and this is Node ' +
      process.versions.node +
      ': install a newer one, such as from https://nodejs.org.',
  );
  process.exitCode = 2;
} else {
  void import('./cli.js');
}
