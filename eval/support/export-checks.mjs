/** Counts of what is as it should be, by format and field. */
export class Checks {
  /** @type {Map<string, { right: number, all: number, wrong: string[] }>} */
  rows = new Map();

  /** @param {string} format @param {string} field @param {boolean} isRight @param {string} about */
  add(format, field, isRight, about) {
    const key = nameOf(format, field);
    const row = this.rows.get(key) ?? { right: 0, all: 0, wrong: [] };
    row.all += 1;
    if (isRight) row.right += 1;
    else row.wrong.push(about);
    this.rows.set(key, row);
  }

  /** The values side by side. @param {string} format @param {string} field @param {unknown} is @param {unknown} should @param {string} place */
  same(format, field, is, should, place) {
    const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
    this.add(format, field, a === b, `${place}: ${a?.slice(0, 200)} and not ${b?.slice(0, 200)}`);
  }

  get isPassed() {
    return this.rows.size > 0 && [...this.rows.values()].every(({ right, all }) => right === all);
  }

  /** @param {boolean} withWrong */
  print(withWrong) {
    printRow(nameOf('format', 'field'), 'right', 'all', 'share', 'target');
    for (const [key, { right, all, wrong }] of this.rows) {
      const share = `${((100 * right) / all).toFixed(1)} %`;
      printRow(key, String(right), String(all), share, '100 %');
      if (withWrong) for (const about of wrong.slice(0, 20)) console.log(`    ${about}`);
    }
    console.log(this.isPassed ? 'all as the sources say' : 'missed');
  }
}

/** @param {string} format @param {string} field */
function nameOf(format, field) {
  return `${format.padEnd(13)}${field}`;
}

/** @param {string} name @param {string} right @param {string} all @param {string} share @param {string} target */
function printRow(name, right, all, share, target) {
  console.log(name.padEnd(29), right.padStart(6), all.padStart(8), share.padStart(9), ` ${target}`);
}
