/** The operations as plain HTTP routes, for the two servers that know no GraphQL. */
export function request(operation, sample) {
  const search = new URLSearchParams(Object.entries(sample).map(([name, value]) => [name, String(value)]));
  const query = search.size > 0 ? `?${search}` : '';
  return { method: 'GET', path: `/${operation}${query}`, body: null };
}

export { facts } from './connections.mjs';
