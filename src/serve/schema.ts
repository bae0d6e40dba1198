import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { orphanedTypes, resolvers } from '../content/resolvers.js';
import { DateTimeScalar, UrlScalar } from '../graph/scalars.js';

/** The public schema. Resolvers hold no state, so one of each serves every request. */
export function buildGatewaySchema(): GraphQLSchema {
  const instances = new Map<unknown, object>(resolvers.map((Resolver) => [Resolver, new Resolver()]));
  return buildSchemaSync({
    resolvers: [...resolvers],
    orphanedTypes,
    container: { get: (target: unknown) => instances.get(target) },
    validate: false,
    scalarsMap: [
      { type: Date, scalar: DateTimeScalar },
      { type: URL, scalar: UrlScalar },
    ],
  });
}
