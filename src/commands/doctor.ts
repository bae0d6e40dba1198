import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Config, ConfigError, loadConfig } from '../config.js';
import type { ExitCode } from '../errors.js';
import type { Style, Terminal } from '../terminal/style.js';
import { formatTable } from '../terminal/table.js';
import {
  checkDatabase,
  checkDisk,
  checkEmbedded,
  checkNode,
  checkPort,
  type Finding,
} from './doctor-checks.js';
import { defaultDataDir } from './project.js';

/** `broadsheet doctor`: looks at everything that has to be right, and says for each fault what to do. Exit code 1 when one is found. */
export async function doctorCommand(
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
  json: boolean,
): Promise<ExitCode> {
  const findings = await examine(env);
  const healthy = findings.every((finding) => finding.state !== 'fail');
  const text = json
    ? JSON.stringify({ healthy, findings }, null, 2)
    : formatFindings(findings, terminal.outStyle);
  terminal.out.write(`${text}\n`);
  return healthy ? 0 : 1;
}

async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const node = checkNode(process.versions.node);
  let config: Config;
  try {
    config = loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [node, ...error.faults.map(settingFault)];
  }
  const settings: Finding = { check: 'Settings', state: 'ok', detail: 'all readable', remedy: null };
  const port = config.port === 0 ? [] : [await checkPort(config)];
  return [node, settings, ...port, ...(await examineDatabase(config))];
}

/** An archive that does not exist yet is not made by an examination. */
async function examineDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl !== null) return checkDatabase(config);
  const disk = await checkDisk(config);
  const embedded = await checkEmbedded(config);
  const dataDir = path.resolve(config.dataDir ?? defaultDataDir(process.cwd()));
  const made = await stat(path.join(dataDir, 'postgres')).catch(() => null);
  if (embedded.state === 'fail' || !made) return [disk, embedded];
  return [disk, embedded, ...(await checkDatabase(config))];
}

function settingFault({ variable, problem, example }: ConfigError['faults'][number]): Finding {
  return {
    check: 'Settings',
    state: 'fail',
    detail: `${variable} ${problem}`,
    remedy: `For example ${variable}=${example}`,
  };
}

function formatFindings(findings: readonly Finding[], style: Style): string {
  const marks = { ok: style.green('ok'), warn: style.yellow('warn'), fail: style.red('FAIL') };
  const rows = formatTable(findings.map(({ state, check, detail }) => [marks[state], check, detail]));
  return findings
    .flatMap(({ remedy }, at) => [
      rows[at] ?? '',
      ...(remedy ? [`      ${style.cyan('Remedy:')} ${remedy}`] : []),
    ])
    .join('\n');
}
