#!/usr/bin/env node
// What .pre-commit-hooks.yaml runs: a check of the files that it is given.
import { spawnSync } from 'node:child_process';
import { builtProgram } from './program.js';

const args = [builtProgram(), 'check', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 2;
