import type { DataSource } from 'typeorm';
import { TABLES } from '../../eval/support/archive-tables.mjs';

/** All rows of the content, comparable between two archives. */
export async function contentOf(dataSource: DataSource): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(TABLES)) tables[name] = await dataSource.query(sql);
  return tables;
}
