import { isDeepStrictEqual } from 'node:util';
import { bytesOf } from './load.mjs';

/** Where two answers differ first: a path, and both values. */
function differenceOf(expected, actual, path = 'data') {
  const bothObjects = [expected, actual].every((value) => typeof value === 'object' && value !== null);
  if (!bothObjects) {
    return isDeepStrictEqual(expected, actual)
      ? null
      : `${path}: ${JSON.stringify(expected)?.slice(0, 200)} against ${JSON.stringify(actual)?.slice(0, 200)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const found = differenceOf(expected[key], actual[key], `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

/**
 * Asks a server everything once and compares what it says with what the first server said.
 * @param {import('./server.mjs').Server} server
 * @param {string} operation
 * @param {object[]} samples
 * @param {unknown[] | null} reference the facts to compare with, in the order of the samples; null for the first
 * @returns {Promise<{ requests: object[], facts: unknown[], texts: string[] }>} requests ready to be sent
 * @throws Error at the first difference
 */
export async function checkAnswers(server, operation, samples, reference) {
  const { protocol, name } = server.contestant;
  const requests = [];
  const all = [];
  const texts = [];
  for (const [index, sample] of samples.entries()) {
    const request = protocol.request(operation, sample, server.learned);
    const { answer, text, bytes } = await server.ask(request);
    const facts = protocol.facts(operation, answer, sample);
    const difference = reference && differenceOf(reference[index], facts);
    if (difference) {
      throw new Error(`${name} answers ${operation} ${JSON.stringify(sample)} differently: ${difference}`);
    }
    requests.push({
      bytes: bytesOf(request, new URL(server.url).host),
      bodyLength: bytes,
      path: request.path,
    });
    all.push(facts);
    texts.push(text);
  }
  return { requests, facts: all, texts };
}
