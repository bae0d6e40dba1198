/** Where something is printed, and what it can show. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Colours for each stream: one may be a terminal while the other is a file. */
  readonly outStyle: Style;
  readonly errStyle: Style;
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

/** Colours when `enabled`, else the bare text. */
export function createStyle(enabled: boolean): Style {
  const paint = (code: number) => (text: string) => (enabled ? `\u001b[${code}m${text}\u001b[0m` : text);
  const entries = Object.entries(CODES).map(([name, code]) => [name, paint(code)]);
  return Object.freeze(Object.fromEntries(entries));
}

/**
 * Whether to colour a stream. NO_COLOR (any value but empty) says no, FORCE_COLOR says yes, otherwise a terminal
 * that is not dumb. See https://no-color.org.
 */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

export function createTerminal(env: NodeJS.ProcessEnv): Terminal {
  const { stdout: out, stderr: err } = process;
  return {
    out,
    err,
    outStyle: createStyle(wantsColour(env, out.isTTY === true)),
    errStyle: createStyle(wantsColour(env, err.isTTY === true)),
  };
}
