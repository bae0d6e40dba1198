import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { SETTINGS } from '../../src/settings.js';
import { PROJECT_DIR } from '../support/built-project.js';

const read = (name: string) => readFileSync(path.join(PROJECT_DIR, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  engines: { node: string };
  files: string[];
  scripts: Record<string, string>;
};

describe('the image', () => {
  const file = read('Dockerfile');
  const ignored = read('.dockerignore').split('\n');

  it('is built from one Node, pinned to a version that the program runs on', () => {
    const bases = [...file.matchAll(/^FROM (\S+)/gm)].map((match) => match[1]);
    expect(new Set(bases).size).toBe(1);
    const [, major, minor] = /^node:(\d+)\.(\d+)\.\d+-bookworm-slim$/.exec(bases[0] ?? '') ?? [];
    const [, least, leastMinor] = /^>=(\d+)\.(\d+)/.exec(manifest.engines.node) ?? [];
    expect(Number(major) * 1000 + Number(minor)).toBeGreaterThan(Number(least) * 1000 + Number(leastMinor));
  });

  it('copies files that exist and that are sent to the builder, and nothing else is sent', () => {
    const copied = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      (match) => match[1]?.split(' ') ?? [],
    );
    expect(copied.filter((name) => !existsSync(path.join(PROJECT_DIR, name)))).toEqual([]);
    const sent = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect([...new Set(copied)].sort()).toEqual(sent.sort());
    expect(ignored).toContain('*');
  });

  it('holds everything that the package holds', () => {
    const last = file.slice(file.lastIndexOf('\nFROM '));
    for (const name of manifest.files) expect(last).toMatch(new RegExp(`^COPY .*\\b${name}$`, 'm'));
  });

  it('serves as a normal user, on the port that it names, with a check of its health', () => {
    const last = file.slice(file.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^CMD \["node", "--max-semi-space-size=16", "dist\/main.js", "serve"\]$/m);
    expect(last).toMatch(new RegExp(`^EXPOSE ${SETTINGS.PORT.fallback}$`, 'm'));
    expect(last).toContain('/readyz');
    expect(read('src/serve/health.ts')).toContain(`'/readyz'`);
  });

  it('sets only settings that there are', () => {
    const set = [...file.matchAll(/^ENV (.+)$/gm)].flatMap((match) => match[1]?.split(' ') ?? []);
    const env = Object.fromEntries(set.map((pair) => pair.split('=') as [string, string]));
    expect(Object.keys(env).filter((name) => !(name in SETTINGS))).toEqual(['NODE_ENV']);
    expect(loadConfig(env).host).toBe('0.0.0.0');
  });
});

describe('the compose file', () => {
  const text = read('docker-compose.yml');
  const services = servicesOf(text);

  it('has a database, a step that migrates it, and a gateway that waits for both', () => {
    expect(Object.keys(services)).toEqual(['postgres', 'migrate', 'gateway']);
    expect(services.migrate).toMatch(/postgres:\n\s+condition: service_healthy/);
    expect(services.gateway).toMatch(/postgres:\n\s+condition: service_healthy/);
    expect(services.gateway).toMatch(/migrate:\n\s+condition: service_completed_successfully/);
    expect(services.migrate).toContain('command: [node, dist/main.js, migrate, up]');
  });

  it('pins a Postgres that the program runs on, checks its health and keeps its data', () => {
    const [, major] = /image: postgres:(\d+)\.\d+-bookworm$/m.exec(services.postgres ?? '') ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(15);
    expect(services.postgres).toMatch(/healthcheck:\n\s+test: \[CMD-SHELL, pg_isready/);
    expect(services.postgres).toMatch(/- archive:\/var\/lib\/postgresql\/data/);
    expect(text).toMatch(/^volumes:\n {2}archive:$/m);
    expect(services.postgres).not.toContain('ports:');
  });

  it('gives the program settings that it takes', () => {
    const names = [...`${services.migrate}${services.gateway}`.matchAll(/^ {6}([A-Z_]+): (.+)$/gm)];
    const env = Object.fromEntries(
      names.map(([, name = '', value = '']) => [name, value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')]),
    );
    expect(Object.keys(env).sort()).toEqual(['CORS_ORIGINS', 'DATABASE_URL', 'LOG_LEVEL']);
    expect(loadConfig(env).databaseUrl).toBe('postgres://broadsheet:broadsheet@postgres:5432/broadsheet');
  });

  it('leaves the gateway more time to stop than it takes for running requests', () => {
    const seconds = Number(/stop_grace_period: (\d+)s/.exec(services.gateway ?? '')?.[1]);
    expect(seconds * 1000).toBeGreaterThan(SETTINGS.SHUTDOWN_GRACE_MS.fallback);
  });
});

describe('CI', () => {
  const script = read('.ci/run');

  it('is a script that can be run, stops at the first surprise, and ends with a sum', () => {
    expect(statSync(path.join(PROJECT_DIR, '.ci/run')).mode & 0o111).toBe(0o111);
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(script).toContain('\nset -euo pipefail\n');
    expect(script).toMatch(/^echo "\$passed passed, \$broken failed"\n\[ "\$broken" -eq 0 \]\n$/m);
  });

  it('runs what a contributor is told to run', () => {
    for (const command of ['npm ci', 'npm run check', 'npm test']) expect(script).toContain(command);
    expect(script).toContain('export CI=true');
  });

  it('runs on every Node that the README names', () => {
    expect(read('.github/workflows/ci.yml')).toContain('node: [20, 22, 24]');
    expect(read('README.md')).toContain('Node 20.19 or newer (22 and 24 recommended)');
    expect(manifest.engines.node).toBe('>=20.19.0');
  });
});

describe('the package', () => {
  it('has what it takes to run, and no leftovers in the project folder', () => {
    expect([...manifest.files].sort()).toEqual(['dist', 'sample', 'schema']);
    const known = ['README', 'CONTRIBUTING', 'CHANGELOG', 'SECURITY'].map((name) => `${name}.md`);
    expect(
      readdirSync(PROJECT_DIR)
        .filter((name) => name.endsWith('.md'))
        .sort(),
    ).toEqual(known.sort());
  });
});

/** The text of each service, by name. The file is ours and plain: no reader of all YAML is needed. */
function servicesOf(text: string): Record<string, string> {
  const block = /^services:\n(.*?)^\w/ms.exec(text)?.[1] ?? '';
  const parts = block.split(/^ {2}(\w+):\n/m).slice(1);
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : [])));
}
