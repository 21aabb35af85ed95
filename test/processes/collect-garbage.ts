import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What collects the garbage at once. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Collects garbage again and again until it is told to stop: what hangs on nothing is lost then. */
export function keepCollecting(): () => void {
  const timer = setInterval(garbageCollector(), 50);
  return () => clearInterval(timer);
}
