import { GatewayError } from '../errors.js';

/**
 * The one argument that was given out of several that exclude each other.
 * @throws GatewayError BAD_USER_INPUT when none or more than one was given.
 */
export function onlyOne<Name extends string>(
  field: string,
  values: Record<Name, string | null | undefined>,
): { name: Name; value: string } {
  const names = Object.keys(values) as Name[];
  const given = names.filter((name) => values[name] != null);
  const [name] = given;
  const value = name === undefined ? null : values[name];
  if (name === undefined || value == null || given.length > 1) {
    const found = given.length === 0 ? 'none was given' : `${given.join(' and ')} were given`;
    throw new GatewayError(
      'BAD_USER_INPUT',
      `${field} takes exactly one of ${names.join(', ')}, but ${found}.`,
      {
        arguments: names,
      },
    );
  }
  return { name, value };
}
