import type { Style } from './style.js';
import { formatTable } from './table.js';

export interface BannerFacts {
  /** Where the server listens, such as `http://localhost:4000`. */
  url: string;
  playground: boolean;
  database: string;
  /** How many articles the archive has, in words. */
  articles: string;
  /** True when the sample newsroom was loaded just now. */
  sample: boolean;
}

/** What the operator needs to know once the server listens. */
export function formatBanner(facts: BannerFacts, style: Style): string {
  const rows: [string, string][] = [
    ...(facts.playground ? [['Playground', style.cyan(`${facts.url}/`)] as [string, string]] : []),
    ['GraphQL', style.cyan(`${facts.url}/graphql`)],
    ['Database', facts.database],
    ['Articles', `${facts.articles}${facts.sample ? ' (the sample newsroom, just loaded)' : ''}`],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = formatTable(rows.map(([label, value]) => [style.dim(label), value]));
  return `\n${style.bold('Broadsheet is ready.')}\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
}
