import type { Path, Run } from './run.js';

/** A field of an answer. */
export interface ResponseField {
  /** Its name in the answer. */
  readonly key: string;
  /**
   * The value for the answer, or a promise of it; promises are native ones.
   * @throws GraphQLError when it is null and must not be
   */
  execute(run: Run, source: unknown, parent: Path | undefined): unknown;
}

type Data = { [key: string]: unknown };

/** The fields of one object type that a query selects at one place, with fragments merged and conditions decided. */
export class Selection {
  private readonly Data = dataClass();

  constructor(private readonly fields: readonly ResponseField[]) {}

  /** The object for the answer, or a promise of it when one of its fields is one. */
  execute(run: Run, source: unknown, path: Path | undefined): Data | Promise<Data> {
    const data = new this.Data();
    const fields = this.fields;
    let waiting: string[] | null = null;
    try {
      for (let at = 0; at < fields.length; at++) {
        const field = fields[at] as ResponseField;
        const value = field.execute(run, source, path);
        data[field.key] = value;
        if (typeof value === 'object' && value instanceof Promise) {
          if (waiting === null) waiting = [field.key];
          else waiting.push(field.key);
        }
      }
    } catch (error) {
      if (waiting === null) throw error;
      // The promises may report errors of their own, which count as long as this object is not null.
      return whenAll(data, waiting).finally(() => {
        throw error;
      });
    }
    return waiting === null ? data : whenAll(data, waiting);
  }
}

function whenAll(data: Data, keys: readonly string[]): Promise<Data> {
  const pending = keys.map((key) => data[key]);
  return Promise.all(pending).then((values) => {
    for (let at = 0; at < keys.length; at++) data[keys[at] as string] = values[at];
    return data;
  });
}

const NO_PROTOTYPE: object = Object.freeze(Object.create(null));

/**
 * A class of objects without inherited properties, so that any alias can be a key. Objects of one selection share a
 * hidden class, which `Object.create(null)` would not give them.
 */
function dataClass(): new () => Data {
  const Data = function Data() {} as unknown as new () => Data;
  Object.defineProperty(Data, 'prototype', { value: NO_PROTOTYPE });
  return Data;
}
