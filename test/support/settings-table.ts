import { SETTINGS, type Setting } from '../../src/settings.js';

/** The settings as a table for the README: name, what they are when left out, and meaning. */
export function settingsTable(): string {
  const all = Object.entries(SETTINGS as Record<string, Setting<unknown>>);
  return ['| Setting | Default | Meaning |', '| --- | --- | --- |', ...all.map(row)].join('\n');
}

function row([name, { about, example, written }]: [string, Setting<unknown>]): string {
  const hint = written === undefined || written !== example ? ` For example \`${example}\`.` : '';
  return `| \`${name}\` | ${written === undefined ? '' : `\`${written}\``} | ${about.replaceAll('|', '\\|')}${hint} |`;
}
