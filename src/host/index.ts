export { azureCliToken } from './azure-cli.ts';
export { systemClock } from './clock.ts';
export { environmentVariable, environmentVariables } from './environment.ts';
export { googleCredentialsAt, usualGoogleCredentials } from './gcloud.ts';
export { homeFolder, readHomeFile } from './home.ts';
export { readCertificates, readNetworkOfEnvironment } from './network.ts';
export { platformInWords } from './platform.ts';
export { runCommandLine } from './run-program.ts';
export { fileLimits, readSmallFile } from './small-file.ts';
