import { parse } from 'yaml';
import { DataError } from '../../../errors.js';
import { ASSUMED_MAX_BATCH } from '../assumed-max-batch.js';
import { damagedProfile } from '../csv-records.js';
import { linearProfile } from '../linear-profile.js';
import type { NamedProfile } from '../named-profile.js';

const MS_PER_US = 1e-3;

/**
 * A model that the emulator of Nexus and Symphony only sleeps for: `sleep#slope_us,intercept_us[,pre_us,post_us]`. What
 * it sleeps before and after on the CPU is passed over.
 */
export function readSleep(text: string): NamedProfile | undefined {
  const match = /^sleep#(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)(?:,\d+(?:\.\d+)?)*(?::.*)?$/.exec(text.trim());
  const [, slopeUs, interceptUs] = match ?? [];
  if (slopeUs === undefined || interceptUs === undefined) return undefined;
  const perRequestMs = Number(slopeUs) * MS_PER_US;
  const baseMs = Number(interceptUs) * MS_PER_US;
  if (!(perRequestMs + baseMs > 0)) return undefined;
  return {
    name: `sleep#${slopeUs},${interceptUs}`,
    latency: linearProfile(perRequestMs, baseMs, ASSUMED_MAX_BATCH),
  };
}

/** Where a configuration says what a model is called. */
const NAMES = ['model_name', 'name', 'model'];

/**
 * The models of a configuration of the emulator: every `sleep#...` in the YAML, wherever it stands, each under the name
 * beside it, or its own where none stands there.
 * @throws DataError where the text is no YAML, or something that begins with `sleep#` cannot be read
 */
export function readEmulatorConfiguration(text: string, file: string): NamedProfile[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new DataError(`cannot read the profile ${file}: ${reason}`, 'profile', { cause });
  }
  const found = new Map<string, NamedProfile>();
  for (const { sleep, name } of sleepsIn(document, undefined)) {
    const profile = readSleep(sleep);
    if (profile === undefined) {
      throw damagedProfile(file, `expected sleep#slope_us,intercept_us,...; got "${sleep}"`);
    }
    const called = name ?? profile.name;
    found.set(called, { ...profile, name: called });
  }
  return [...found.values()];
}

function* sleepsIn(
  node: unknown,
  name: string | undefined,
): Generator<{ sleep: string; name: string | undefined }> {
  if (typeof node === 'string') {
    if (node.trim().startsWith('sleep#')) yield { sleep: node, name };
  } else if (Array.isArray(node)) {
    for (const item of node) yield* sleepsIn(item, undefined);
  } else if (typeof node === 'object' && node !== null) {
    const entries = Object.entries(node);
    const named = entries.find(
      ([key, value]) => NAMES.includes(key) && typeof value === 'string' && !value.startsWith('sleep#'),
    );
    for (const [, value] of entries)
      yield* sleepsIn(value, named === undefined ? undefined : String(named[1]));
  }
}
