// Stands for AWS's own search for the home in the bundle: it takes HOME before USERPROFILE, also where Git's shell sets it
// on Windows, so that `~/.aws` would lie below another folder than all else of the user.
export { homeFolder as getHomeDir } from '../../host/home.ts';
