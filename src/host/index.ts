export { runCommandLine, runProgram, type Program } from './run-program.ts';
export { fileLimits, readSmallFile } from './small-file.ts';
