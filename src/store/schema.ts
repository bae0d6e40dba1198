import type { EntityTarget, MigrationClass } from './data-source.js';

/** Every table class that TypeORM maps. */
export const entities: readonly EntityTarget[] = [];

/** Every change of the schema, oldest first. */
export const migrations: readonly MigrationClass[] = [];
