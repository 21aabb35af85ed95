#!/usr/bin/env node
// Takes the place of the desktop's `code` where that cannot be had: see executable.ts.
import { register } from 'tsx/esm/api';

register();
await import('./executable.ts');
