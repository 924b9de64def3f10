import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { RUN_ARGUMENT, RUNS_FLAG } from '../cli/runs/flags.js';

export default class Replay extends BaseCommand {
  static override summary = 'Play a run again in the live view, from its journal';

  static override description =
    'Rounds take as long as they were timed, at most five seconds each; nothing is measured. Where no live view can be ' +
    'drawn, in a pipe or a log, events are lines and nobody waits, unless --speed asks for it. The table follows, as ' +
    'when the run ended.\n\n' +
    'Of simulations (mls sim serving) the virtual time itself is played: what each GPU runs, who waits, who was answered in ' +
    'time. --speed is then virtual against real time, such as 0.05x; without it, a speed that can be watched.';

  static override examples = [
    { description: 'Ten times as fast', command: '<%= config.bin %> <%= command.id %> latest --speed 10x' },
  ];

  static override args = { run: RUN_ARGUMENT };

  static override flags = {
    speed: Flags.string({ description: 'How many times as fast, or max', helpValue: '10x' }),
    ui: Flags.string({
      description: 'How it is shown: auto, live, plain or none',
      default: 'auto',
      helpValue: 'VIEW',
    }),
    runs: RUNS_FLAG,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Replay);
    const [{ replayOpened }, { openRecordedRun }, { chooseView, UI_CHOICES }, { parseChoice }] =
      await Promise.all([
        import('../cli/replay/replay-opened.js'),
        import('../cli/open-recorded-run.js'),
        import('../ui/choose-view.js'),
        import('../parse/choices.js'),
      ]);
    const json = this.jsonEnabled();
    const asked = parseChoice('--ui', flags.ui, UI_CHOICES);
    const kind = chooseView({ ui: asked, json, stream: process.stderr });
    const opened = await openRecordedRun(args.run, flags.runs);
    const exitCode = await replayOpened(opened, { kind, speed: flags.speed });
    this.endWith(exitCode);
    if (!json && exitCode === 0) await (await import('../cli/runs/show.js')).showRun(opened, 'table');
    const { runId } = opened.run.started;
    const verdict = exitCode === 0 ? 'ok' : 'interrupted';
    return {
      schemaVersion: 1,
      partial: exitCode !== 0,
      exitCode,
      verdict,
      runId,
      events: opened.journal.events.length,
    };
  }
}
