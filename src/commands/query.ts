import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { paragraphs } from '../cli/paragraphs.js';
import { RUNS_FLAG } from '../cli/runs/flags.js';

export default class Query extends BaseCommand {
  static override summary = 'Ask all runs in SQL';

  static override description =
    paragraphs(`Two tables: \`runs\` has a row for each cell of every run (runId, folder, startedAt, host, cpu, mls, commit, cellId, subject
and the columns of its suite), \`rounds\` one for each timed round (runId, folder, suite, cellId, subject, round, ms and its parts).
\`describe runs\` lists the columns. The SQL is DuckDB's, in memory: nothing that a question does changes a run.

What journals say is kept in the cache, and only those that changed are read again. DuckDB is an optional package; without
it the exit code is 100.`);

  static override examples = [
    {
      description: 'The median of each backend over all runs',
      command: `<%= config.bin %> <%= command.id %> "select backend, median(medianMs) from runs where suite='knn' group by 1"`,
    },
    {
      description: 'How rounds of the newest run were spread',
      command:
        '<%= config.bin %> <%= command.id %> "select subject, min(ms), max(ms) from rounds where runId = (select max(runId) from runs) group by 1" --format csv',
    },
  ];

  static override args = {
    sql: Args.string({ description: 'The question', required: true }),
  };

  static override flags = {
    format: Flags.string({ description: 'table, csv, json or md', default: 'table', helpValue: 'FORMAT' }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Query);
    const [{ parseChoice }, { answerText, QUERY_FORMATS, recordsOf }, { queryRuns }, { cacheDirectory }] =
      await Promise.all([
        import('../parse/choices.js'),
        import('../cli/query/print-answer.js'),
        import('../cli/query/query-runs.js'),
        import('../datasets/cache-directory.js'),
      ]);
    const format = parseChoice('--format', flags.format, QUERY_FORMATS);
    const answer = await queryRuns(args.sql, { runs: flags.runs, cache: cacheDirectory() });
    for (const reason of answer.tables.unreadable) process.stderr.write(`mls: warning: left out ${reason}\n`);
    if (!this.jsonEnabled()) process.stdout.write(answerText(answer, format));
    return {
      schemaVersion: 1,
      partial: answer.tables.unreadable.length > 0,
      exitCode: 0,
      verdict: 'ok',
      runs: answer.tables.runs,
      columns: answer.columns,
      rows: recordsOf(answer),
    };
  }
}
