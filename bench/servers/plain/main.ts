/**
 * The plain way, as the tutorials of these libraries put them together: Apollo's standalone server, a type-graphql
 * resolver class for each entity, and a TypeORM repository call in every field that is a relation.
 */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { database } from './database.js';
import { ArticleResolver, AuthorResolver, TagResolver } from './resolvers.js';

await database.initialize();
const schema = await buildSchema({
  resolvers: [ArticleResolver, TagResolver, AuthorResolver],
  validate: false,
});
const server = new ApolloServer({ schema });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
console.log(url.replace(/\/$/, ''));
