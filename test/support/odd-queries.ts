import fc from 'fast-check';
import { COMPOSITES, LEAVES, type OddContext, STYLES, WRAP_COUNT } from './odd-schema.js';

const ALIASES = ['', '', '', '', 'a: ', 'b: ', 'then: ', '__proto__: ', 'constructor: '];
const DIRECTIVES = [
  ...['', '', '', '', '', '', '@skip(if: $yes)', '@include(if: $no)', '@include(if: true)'],
  ...['@skip(if: $maybe)', '@include(if: $maybe) @skip(if: $no)', '@include(if: $unset)'],
];
const ARGUMENTS = [
  ...['', '', '', '', '(n: 4)', '(n: null, colours: RED)', '(box: {words: ["x"], inner: {n: $n}})'],
  ...['(box: {words: ["a", "b"], colour: RED, inner: {}})', '(n: $n)', '(box: $box)', '(must: $n)'],
  ...['(colours: [$colour, GREEN])', '(colours: $colour, box: {words: "one"})'],
];
const FRAGMENTS = ['F0', 'F1', 'F2'];

function fieldName(bases: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...bases), fc.nat(WRAP_COUNT - 1), fc.constantFrom(...STYLES))
    .map(([base, wrap, style]) => `${base}${wrap}${style}`);
}

const alias = fc.constantFrom(...ALIASES);
const directive = fc.constantFrom(...DIRECTIVES);
const given = fc.constantFrom(...ARGUMENTS);
const typename = alias.map((name) => `${name}__typename`);

const { selections } = fc.letrec<{ selections: string; selection: string; leaf: string }>((tie) => ({
  selections: fc.array(tie('selection'), { minLength: 1, maxLength: 5 }).map((all) => `{ ${all.join(' ')} }`),
  leaf: fc.oneof(
    { weight: 9, arbitrary: fc.tuple(alias, fieldName(LEAVES), given, directive).map((all) => all.join('')) },
    { weight: 1, arbitrary: typename },
  ),
  selection: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    { weight: 3, arbitrary: tie('leaf') },
    {
      weight: 4,
      arbitrary: fc
        .tuple(alias, fieldName(COMPOSITES), given, directive, tie('selections'))
        .map((all) => all.join('')),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('', 'on A', 'on B', 'on C', 'on Thing', 'on Any'),
          directive,
          tie('selections'),
        )
        .map(([on, when, inner]) => `... ${on} ${when} ${inner}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...FRAGMENTS), directive)
        .map(([name, when]) => `...${name} ${when}`),
    },
  ),
}));

/** A fragment may spread those behind it, so that none spreads itself. */
const fragments = fc.tuple(selections, selections, selections).map((bodies) =>
  bodies
    .map((body, at) => {
      const own = body.replace(/\.\.\.F(\d)/g, (spread, to) => (Number(to) > at ? spread : '__typename'));
      return `fragment F${at} on ${['A', 'Thing', 'B'][at]} ${own}`;
    })
    .join('\n'),
);

/** A query that parses, though not every rule of validation holds: merging has to be the same for all of them. */
export const oddQuery: fc.Arbitrary<string> = fc
  .tuple(selections, fragments)
  .map(
    ([body, rest]) =>
      `query Q($yes: Boolean!, $no: Boolean = false, $maybe: Boolean!, $unset: Boolean, $n: Int, $box: Box, $colour: Colour = GREEN) ${body}\n${rest}`,
  );

export const oddVariables: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    yes: fc.boolean(),
    no: fc.boolean(),
    maybe: fc.boolean(),
    unset: fc.constantFrom(true, false, true, false, true, false, null),
    n: fc.constantFrom(1, 2, null, 3, 4, 5, 6, 7, 8, 9, 'x'),
    box: fc.constantFrom(
      { n: 1 },
      { words: ['v'], inner: { colour: 'RED' } },
      null,
      { n: 2 },
      { n: 3 },
      { words: [null] },
    ),
    colour: fc.constantFrom('RED', 'GREEN', null),
  },
  { requiredKeys: ['yes', 'maybe', 'unset'] },
);

export const oddContext: fc.Arbitrary<OddContext> = fc.record({
  seed: fc.nat(),
  faults: fc.constantFrom(0, 2, 5, 15, 30),
  promises: fc.constantFrom(0, 0, 10, 30, 60),
  foreign: fc.boolean(),
});
