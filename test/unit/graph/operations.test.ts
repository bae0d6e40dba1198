import { type DocumentNode, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildGatewaySchema } from '../../../src/serve/schema.js';
import { operations } from '../../support/operations.js';

const schema = buildGatewaySchema();

function variableNames(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).map((variable) => variable.variable.name.value)
      : [],
  );
}

describe('the operations of schema/operations', () => {
  it('are 8 to 12', () => {
    expect(operations.length).toBeGreaterThanOrEqual(8);
    expect(operations.length).toBeLessThanOrEqual(12);
  });

  it.each(operations)('$name is valid, opens with a comment, and has fitting variables', ({
    query,
    variables,
  }) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(query.startsWith('# ')).toBe(true);
    const unknown = Object.keys(variables).filter((name) => !variableNames(document).includes(name));
    expect(unknown).toEqual([]);
  });

  it.each(operations)('$name is named after its file', ({ name, query }) => {
    const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    expect(query).toContain(`query ${words.join('')}`);
  });
});
