#!/usr/bin/env node
// What .pre-commit-hooks.yaml runs: a check of the files that it is given.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { builtProgram } from './program.js';

// The hook's own args come first, with nothing between them and the files: a file called --baseline=x.yml is no option.
const given = process.argv.slice(2).map((each) => (/^-/.test(each) && existsSync(each) ? `./${each}` : each));
const args = [builtProgram(), 'check', ...given];
process.exitCode = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 2;
