/**
 * Ctrl-C and SIGTERM as one abort signal. The first asks to stop in good order, a second ends the process at once.
 */
export interface StopSignal {
  readonly signal: AbortSignal;
  /** Resolves at the first signal. */
  readonly stopped: Promise<void>;
  /** No longer listens, so that the process can end by itself. */
  dispose(): void;
}

/** npm hands Ctrl-C on to a child that has had it from the terminal already: that is not a second wish, in milliseconds. */
const SAME_KEYSTROKE = 300;

const SIGNALS = [
  'SIGINT',
  'SIGTERM',
  ...(process.platform === 'win32' ? [] : (['SIGHUP'] as const)),
] as const;

export function listenForStop(onForce: (signal: NodeJS.Signals) => void): StopSignal {
  const controller = new AbortController();
  let first = 0;
  const heard = (name: NodeJS.Signals) => {
    if (controller.signal.aborted && Date.now() - first > SAME_KEYSTROKE) return onForce(name);
    if (controller.signal.aborted) return;
    first = Date.now();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, heard);
  return {
    signal: controller.signal,
    stopped: new Promise((resolve) =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    dispose: () => {
      for (const name of SIGNALS) process.off(name, heard);
    },
  };
}
