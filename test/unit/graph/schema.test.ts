import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildGatewaySchema } from '../../../src/serve/schema.js';

const schema = buildGatewaySchema();

/** `Type`, `Type.field` and `Type.field(argument)` of everything public that has no description. */
function undescribed(of: GraphQLSchema): string[] {
  const missing: string[] = [];
  const check = (name: string, description: string | null | undefined) => {
    if (!description?.trim()) missing.push(name);
  };
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
      continue;
    if (type.name !== 'Query') check(type.name, type.description);
    if (isEnumType(type))
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field.description);
      if (!('args' in field)) continue;
      for (const argument of field.args) {
        check(`${type.name}.${field.name}(${argument.name})`, argument.description);
      }
    }
  }
  return missing;
}

describe('the public schema', () => {
  it('is the committed one (npm run schema writes it anew)', async () => {
    const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
    await expect(printed).toMatchFileSnapshot('../../../schema/schema.graphql');
  });

  it('describes every type, field, argument and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('gives every connection the same five members', () => {
    const connections = Object.values(schema.getTypeMap()).filter((type) => type.name.endsWith('Connection'));
    expect(connections).toHaveLength(5);
    for (const type of connections) {
      const members = isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
      expect(members).toEqual(['edges', 'nodes', 'pageCursors', 'pageInfo', 'totalCount']);
    }
  });
});
