import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = new URL('../../', import.meta.url);

const action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        name: z.string(),
        id: z.string().optional(),
        if: z.string().optional(),
        shell: z.literal('bash'),
        env: z.record(z.string(), z.string()).optional(),
        run: z.string(),
      }),
    ),
  }),
});

let text: string;
let parsed: z.infer<typeof action>;
beforeAll(async () => {
  text = await readFile(new URL('.github/actions/mls-gate/action.yml', ROOT), 'utf8');
  parsed = action.parse(parse(text));
});

describe('the action that gates', () => {
  it('has scripts that bash can read', async () => {
    for (const { run } of parsed.runs.steps) await execa('bash', ['-n'], { input: run });
  });

  it('takes what a user gave from the environment, never as a part of a script', () => {
    for (const { run } of parsed.runs.steps) expect(run).not.toContain('${{');
  });

  it('uses every input, and no other', () => {
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(parsed.inputs).sort());
  });

  it('calls the gate by flags that it has, and sets every output', async () => {
    const manifest = JSON.parse(await readFile(new URL('oclif.manifest.json', ROOT), 'utf8'));
    const gate = parsed.runs.steps.find(({ id }) => id === 'gate');
    const flags = [...(gate?.run.matchAll(/--([a-z][\w-]*)/g) ?? [])].map(([, name]) => name);
    expect(flags.length).toBeGreaterThan(5);
    expect(Object.keys(manifest.commands.gate.flags)).toEqual(expect.arrayContaining(flags));
    for (const name of Object.keys(parsed.outputs)) expect(gate?.run).toContain(`echo "${name}=`);
  });
});
