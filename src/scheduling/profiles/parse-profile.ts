import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DataError, UsageError } from '../../errors.js';
import { ASSUMED_MAX_BATCH } from './assumed-max-batch.js';
import { CATALOGUE } from './catalogue.js';
import { readSleep } from './formats/emulator.js';
import { linearProfile } from './linear-profile.js';
import type { NamedProfile } from './named-profile.js';
import { readProfiles } from './read-profiles.js';

/**
 * The profile that `text` names: one of the catalogue, `linear:ALPHA,BETA[,MAX]` in milliseconds, `sleep#...` of the
 * emulator, `FILE` or `FILE:MODEL`.
 * @throws UsageError where it names none; DataError where a file cannot be read
 */
export async function parseProfile(text: string): Promise<NamedProfile> {
  const published = CATALOGUE.find(({ name }) => name === text);
  if (published !== undefined) return published;
  if (text.startsWith('linear:')) return parseLinear(text);
  const sleep = readSleep(text);
  if (sleep !== undefined) return sleep;
  const { file, model } = await splitFile(text);
  const profiles = readProfiles(await textOf(file), file, basename(file, extname(file)));
  return choose(profiles, file, model);
}

function parseLinear(text: string): NamedProfile {
  const fields = text.slice('linear:'.length).split(',');
  const [perRequestMs = Number.NaN, baseMs = Number.NaN, maxBatch = ASSUMED_MAX_BATCH] = fields.map(
    (field) => (field.trim() === '' ? Number.NaN : Number(field)),
  );
  const isProfile =
    perRequestMs >= 0 && baseMs >= 0 && perRequestMs + baseMs > 0 && perRequestMs + baseMs < 1e9;
  if (fields.length <= 3 && isProfile && Number.isInteger(maxBatch) && maxBatch >= 1 && maxBatch <= 1e6) {
    return { name: text, latency: linearProfile(perRequestMs, baseMs, maxBatch) };
  }
  throw new UsageError(
    `expected a profile linear:ALPHA,BETA[,MAX] with milliseconds a request, milliseconds a batch and the largest batch, ` +
      `such as linear:1.053,5.072,64; got "${text}"`,
  );
}

/** The colon may be part of the path. */
async function splitFile(text: string): Promise<{ file: string; model: string | undefined }> {
  if (await isFile(text)) return { file: text, model: undefined };
  const colon = text.lastIndexOf(':');
  const file = text.slice(0, Math.max(0, colon));
  if (await isFile(file)) return { file, model: text.slice(colon + 1) };
  throw new UsageError(
    `expected a profile: ${CATALOGUE.map(({ name }) => name).join(', ')}, linear:ALPHA,BETA[,MAX], a file of latencies, ` +
      `or FILE:MODEL; got "${text}"`,
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return path !== '' && (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot read the profile ${file}: ${reason}`, 'profile', { cause });
  }
}

function choose(profiles: readonly NamedProfile[], file: string, model: string | undefined): NamedProfile {
  const [first, ...others] = profiles;
  const chosen =
    model === undefined
      ? others.length === 0
        ? first
        : undefined
      : profiles.find(({ name }) => name === model);
  if (chosen !== undefined) return chosen;
  const names = profiles.map(({ name }) => name);
  const shown = names.length > 8 ? [...names.slice(0, 8), `... (${names.length} in all)`] : names;
  const got = model === undefined ? `"${file}" without a model` : `"${model}"`;
  throw new UsageError(`expected ${file}:MODEL with one of ${shown.join(', ')}; got ${got}`);
}
