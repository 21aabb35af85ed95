// `npm run package:cli`: lays the command line out, for `npm pack` to pack.
import { layOutCli } from './esbuild.cli.js';

await layOutCli('out/cli');
