/** A line for each operation: median latency against the number of articles, both on logarithmic scales. */

const [WIDTH, HEIGHT] = [760, 440];
const AREA = { left: 64, right: 520, top: 48, bottom: 384 };
const COLOURS = ['#1f4e79', '#b3412e', '#2e7d52', '#8a6d1d', '#6a3d8f', '#2b8a9e', '#7a4a3a', '#555555'];

const escaped = (text) => text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one]);

/** 1, 2 and 5 times powers of ten that lie in a range. */
function ticksBetween(low, high) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const step of [1, 2, 5]) {
      const value = step * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) ticks.push(Number(value.toPrecision(2)));
    }
  }
  return ticks;
}

const scale = (low, high, from, to) => (value) =>
  from + ((to - from) * (Math.log(value) - Math.log(low))) / (Math.log(high) - Math.log(low) || 1);

const text = (x, y, words, more = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;

function axes(sizes, x, y, ticks) {
  const across = ticks.map((tick) => {
    const at = y(tick).toFixed(1);
    return `<line x1="${AREA.left}" x2="${AREA.right}" y1="${at}" y2="${at}" stroke="#e3e0d8"/>${text(AREA.left - 8, y(tick) + 4, String(tick), 'text-anchor="end"')}`;
  });
  const along = sizes.map((size) =>
    text(x(size), AREA.bottom + 20, size.toLocaleString('en'), 'text-anchor="middle"'),
  );
  return [...across, ...along];
}

/** Names beside the ends of the lines, moved apart where they would cover each other. */
function labels(lines, y) {
  const placed = lines
    .map((line, index) => ({
      ...line,
      colour: COLOURS[index % COLOURS.length],
      at: y(line.points.at(-1)[1]),
    }))
    .sort((a, b) => a.at - b.at);
  placed.forEach((line, index) => {
    if (index > 0) line.at = Math.max(line.at, placed[index - 1].at + 16);
  });
  return placed.map((line) => text(AREA.right + 10, line.at + 4, line.title, `fill="${line.colour}"`));
}

/**
 * @param {{ title: string, points: [number, number][] }[]} lines articles and milliseconds, by size
 * @returns {string} an SVG document
 */
export function plotGrowth(lines) {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(([size]) => size)))].sort(
    (a, b) => a - b,
  );
  const costs = lines.flatMap(({ points }) => points.map(([, cost]) => cost));
  const [low, high] = [Math.min(...costs) / 1.5, Math.max(...costs) * 1.5];
  const x = scale(sizes[0], sizes.at(-1), AREA.left + 24, AREA.right - 16);
  const y = scale(low, high, AREA.bottom, AREA.top);
  const drawn = lines.flatMap(({ points }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points.map(([size, cost]) => `${x(size).toFixed(1)},${y(cost).toFixed(1)}`);
    const dots = path.map(
      (at) => `<circle cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="3.5" fill="${colour}"/>`,
    );
    return [
      `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...dots,
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fdfcf9"/>
${text(AREA.left, 26, 'Median milliseconds a request against articles in the archive', 'font-size="15"')}
${[...axes(sizes, x, y, ticksBetween(low, high)), ...drawn, ...labels(lines, y)].join('\n')}
</svg>
`;
}
