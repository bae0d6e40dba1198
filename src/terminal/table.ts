const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How many characters a reader sees, without counting colour codes and combining signs. */
function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with the escape character.
  return [...segmenter.segment(text.replace(/\u001b\[\d+m/g, ''))].length;
}

/** Lines of aligned columns: numbers to the right, everything else to the left, two spaces between. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : cell)));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...texts.map((row) => visibleLength(row[at] ?? ''))),
  );
  return texts.map((row, line) =>
    row
      .map((text, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - visibleLength(text));
        return typeof rows[line]?.[at] === 'number' ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** `1234567` as `1,234,567`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-GB');
}

/** `90500` milliseconds as `1 min 31 s`; below ten seconds with one decimal. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `1536` bytes as `1.5 KB`, in steps of 1,024. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const amount = bytes / 1024 ** step;
  return `${step === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[step]}`;
}
