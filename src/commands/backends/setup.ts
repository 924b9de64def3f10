import { Args, Flags } from '@oclif/core';
import type { Probe } from '../../backends/backend.js';
import { RECIPE_NAMES, RECIPES } from '../../backends/setup/recipes.js';
import { BaseCommand } from '../../cli/base-command.js';
import { EXIT } from '../../errors.js';

export default class BackendsSetup extends BaseCommand {
  static override summary = 'Install or build the heavy native part of an engine';

  static override description = `NAMES
${RECIPES.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`).join('\n')}

What is installed goes to a folder of the user's own, which MLS_ENGINES_DIR moves. Behind a firewall npm takes a mirror
of its registry, and TFJS_NODE_BASE_URI the URL of one of libtensorflow.

EXIT CODES
  0 it works    1 it could not be set up    2 usage    100 it is installed, but cannot run on this machine`;

  static override examples = [
    { description: 'Race tfjs on the GPU', command: '<%= config.bin %> <%= command.id %> tfjs-cuda' },
    {
      description: 'See what would be run',
      command: '<%= config.bin %> <%= command.id %> tfjs-node --dry-run',
    },
  ];

  static override args = {
    name: Args.string({
      description: `What to set up: ${RECIPE_NAMES.join(', ')}`,
      required: true,
    }),
  };

  static override flags = {
    'dry-run': Flags.boolean({ description: 'Print what would be run, and run nothing' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(BackendsSetup);
    const [{ parseChoice }, { asShell, setUp }] = await Promise.all([
      import('../../parse/choices.js'),
      import('../../backends/setup/set-up.js'),
    ]);
    const name = parseChoice('NAME', args.name, RECIPE_NAMES);
    const recipe = RECIPES.find((candidate) => candidate.name === name);
    if (recipe === undefined) throw new Error(`no recipe is called ${name}`);
    if (flags['dry-run']) {
      const commands = asShell(await recipe.plan());
      this.log(commands.join('\n'));
      return { schemaVersion: 1, partial: false, exitCode: EXIT.ok, verdict: 'planned', name, commands };
    }
    const { state, probe } = await setUp(recipe);
    const exitCode = probe.state === 'available' ? EXIT.ok : EXIT.unavailable;
    this.log(`${name} is ${state === 'already' ? 'already set up' : 'installed'}${inWords(probe)}`);
    this.endWith(exitCode);
    return { schemaVersion: 1, partial: false, exitCode, verdict: state, name, probe };
  }
}

function inWords(probe: Probe): string {
  if (probe.state === 'unavailable') return `, but cannot run here: ${probe.reason}. ${probe.remedy}`;
  const { engine, device, precision, threads } = probe;
  return `: ${engine} runs on ${device}, ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
