/** One action that runs when nothing has asked for it for `delay` milliseconds. */
export interface Debounced {
  ask(): void;
  dispose(): void;
}

export function debounce(delay: number, action: () => void): Debounced {
  let timer: NodeJS.Timeout | undefined;
  const forget = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    ask: () => {
      forget();
      timer = setTimeout(() => {
        timer = undefined;
        action();
      }, delay);
    },
    dispose: forget,
  };
}
