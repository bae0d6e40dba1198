import path from 'node:path';
import { Argument, Command, CommanderError } from 'commander';
import { readEnvironment } from '../config.js';
import type { ExitCode } from '../errors.js';
import { exitCodeOf, formatFailure } from '../terminal/failure.js';
import { createTerminal, type Terminal } from '../terminal/style.js';
import type { ExportCommandOptions } from './export.js';
import type { IngestCommandOptions } from './ingest.js';
import { readVersion } from './project.js';
import type { RetryCommandOptions } from './retry.js';
import type { RunsOptions } from './runs.js';
import { runCommand, type Command as Work } from './session.js';

/** Commands are imported when they are run: `--help` and a usage error should not wait for the whole program. */
type Run = (work: Work) => Promise<void>;

const MIGRATE_ACTIONS = ['up', 'down', 'status'] as const;

/**
 * Runs the command line.
 *
 * @param args the words after `broadsheet`.
 * @returns the exit code: 0 when all went well, 1 when the work failed or something was refused, 2 when the
 *   command line or the settings are wrong.
 */
export async function main(args: string[]): Promise<ExitCode> {
  let terminal = createTerminal({});
  try {
    const env = readEnvironment(path.join(process.cwd(), '.env'));
    terminal = createTerminal(env);
    return await parse(args, env, terminal);
  } catch (error) {
    terminal.err.write(formatFailure(error, terminal.errStyle));
    return exitCodeOf(error);
  }
}

async function parse(args: string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const run: Run = async (work) => {
    exitCode = await runCommand(env, terminal, work);
  };
  const program = createProgram();
  addServing(program, run);
  addArchive(program, run);
  program
    .command('doctor')
    .description('check this machine, the settings and the database; say what to do about each fault')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', examples('broadsheet doctor', 'broadsheet doctor --json'))
    .action(async (options: { json?: boolean }) => {
      const { doctorCommand } = await import('./doctor.js');
      exitCode = await doctorCommand(env, terminal, options.json === true);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has printed what is wrong already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}

function createProgram(): Command {
  return new Command('broadsheet')
    .description('A GraphQL content gateway for newsrooms and their archives, on Postgres.')
    .version(readVersion(), '-v, --version')
    .showHelpAfterError('(add --help for the arguments and examples)')
    .exitOverride()
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `${examples('broadsheet start', 'broadsheet start archive/', 'broadsheet ingest --json "export/**/*.txt"')}

Settings come from the environment or from .env in the current folder; .env.example lists them.
Exit codes: 0 all went well, 1 the work failed or something was refused, 2 the command or the settings are wrong.`,
    );
}

function addServing(program: Command, run: Run): void {
  program
    .command('start')
    .description('start everything: database, schema, first articles, server')
    .argument(
      '[paths...]',
      'files, folders or patterns to ingest first; without any, an empty archive gets the sample',
    )
    .addHelpText(
      'after',
      examples('broadsheet start', 'broadsheet start archive/ more.jsonl', 'PORT=8080 broadsheet start'),
    )
    .action((paths: string[]) =>
      run(async (session) => (await import('./start.js')).startCommand(session, paths)),
    );
  program
    .command('serve')
    .description('serve the database of DATABASE_URL, whose schema must be up to date (production)')
    .addHelpText(
      'after',
      examples('DATABASE_URL=postgres://user:password@localhost:5432/broadsheet broadsheet serve'),
    )
    .action(() => run(async (session) => (await import('./serve.js')).serveCommand(session)));
}

function addArchive(program: Command, run: Run): void {
  const ingest = program
    .command('ingest')
    // As in the program as a whole: `--json` after `retry` belongs to that.
    .enablePositionalOptions()
    .description('read articles into the archive; what has not changed is left alone')
    .argument('<paths...>', 'files, folders, patterns in quotes, web addresses, or - for standard input')
    .option('--json', 'print the report as JSON')
    .option('--publication <name>', 'publication of the stories that name none')
    .option(
      '--time-zone <name>',
      'time zone of dates that carry none, such as Asia/Phnom_Penh (default: UTC)',
    )
    .option('--follow', 'read the pages that the items of feeds lead to')
    .option('--refetch', 'fetch what has not changed since it was last stored too')
    .option('--delay <seconds>', 'pause between two requests to one host (default: 1)')
    .option('--allow-private-addresses', 'fetch from this machine and private networks too')
    .addHelpText(
      'after',
      `${examples(
        'broadsheet ingest archive/',
        'broadsheet ingest --publication "The Daily" "dump/**/*.txt"',
        'broadsheet ingest --follow https://lantern.example/feed.xml',
        'zcat export.jsonl.gz | broadsheet ingest --json -',
      )}\n\nThe exit code is 1 when anything was refused; the rest is stored all the same.`,
    )
    .action((paths: string[], options: IngestCommandOptions) =>
      run(async (session) => (await import('./ingest.js')).ingestCommand(session, paths, options)),
    );
  ingest
    .command('retry')
    .description('read again what was refused, after it was put right or the program was updated')
    .option('--run <id>', 'only what that run refused')
    .option('--code <code>', 'only refusals of that kind, such as UNREADABLE')
    .option('--json', 'print the report as JSON')
    .option('--delay <seconds>', 'pause between two requests to one host (default: 1)')
    .option('--allow-private-addresses', 'fetch from this machine and private networks too')
    .addHelpText('after', examples('broadsheet ingest retry', 'broadsheet ingest retry --code UNREADABLE'))
    .action((options: RetryCommandOptions) =>
      run(async (session) => (await import('./retry.js')).retryCommand(session, options)),
    );
  program
    .command('runs')
    .description('list the runs of the ingest, or show one with what it refused')
    .argument('[id]', 'number of a run')
    .option('--limit <count>', 'how many runs, or refusals of one (default: 20)')
    .option('--code <code>', 'only refusals of that kind')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      examples('broadsheet runs', 'broadsheet runs 7 --limit 100', 'broadsheet runs 7 --json'),
    )
    .action((id: string | undefined, options: RunsOptions) =>
      run(async (session) => (await import('./runs.js')).runsCommand(session, id, options)),
    );
  program
    .command('export')
    .description('write the archive as Broadsheet JSONL, which ingests back to the same archive')
    .option('--output <file>', 'file to write, packed when its name ends in .gz (default: standard output)')
    .option('--publication <slugs...>', 'only stories of these publications')
    .option('--author <slugs...>', 'only stories by any of these authors')
    .option('--tag <slugs...>', 'only stories with any of these tags')
    .option('--section <slug>', 'only stories of this section and its subsections')
    .option('--language <tags...>', 'only stories in these languages')
    .option('--from <date>', 'only stories published then or later')
    .option('--before <date>', 'only stories published before then')
    .option('--filter <json>', 'only stories of this filter, written as for the API')
    .addHelpText(
      'after',
      examples(
        'broadsheet export --output archive.jsonl.gz',
        'broadsheet export --section politics --from 2024-01-01 > politics.jsonl',
        `broadsheet export --filter '{"hasAuthor": false}' | wc -l`,
      ),
    )
    .action((options: ExportCommandOptions) =>
      run(async (session) => (await import('./export.js')).exportCommand(session, options)),
    );
  program
    .command('migrate')
    .description('change the database schema: up, down or status')
    .addArgument(
      new Argument('<action>', 'up: make all pending changes; down: take back the newest; status').choices(
        MIGRATE_ACTIONS,
      ),
    )
    .option('--json', 'print the outcome as JSON')
    .option('--yes', 'agree that `down` drops data')
    .addHelpText(
      'after',
      examples('broadsheet migrate status', 'broadsheet migrate up', 'broadsheet migrate down --yes'),
    )
    .action((action: (typeof MIGRATE_ACTIONS)[number], options: { json?: boolean; yes?: boolean }) =>
      run(async (session) => (await import('./migrate.js')).migrateCommand(session, action, options)),
    );
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
