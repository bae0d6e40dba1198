import { SETTINGS, type Setting } from './settings.js';

/** The text of `.env.example`: every setting with what it does and the value it has when it is left out. */
export function formatEnvExample(): string {
  const intro = [
    '# Settings of Broadsheet. Copy this file to .env and change what you need; the environment wins over .env.',
    '# Written from src/settings.ts: `npx vitest run --project unit -u test/unit/env-example.test.ts`.',
  ];
  const all: [string, Setting<unknown>][] = Object.entries(SETTINGS as Record<string, Setting<unknown>>);
  return `${[intro.join('\n'), ...all.map(([name, setting]) => formatSetting(name, setting))].join('\n\n')}\n`;
}

function formatSetting(name: string, { about, example, written }: Setting<unknown>): string {
  const hint = written === undefined || written === example ? '' : `\n# For example: ${example}`;
  return `# ${wrap(about).join('\n# ')}${hint}\n# ${name}=${written ?? example}`;
}

/** Breaks at spaces, at most 100 columns. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > 100) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
