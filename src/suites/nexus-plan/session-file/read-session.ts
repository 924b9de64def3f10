import { parseBytes, parseDurationMs } from '../../../parse/quantities.js';
import { prefixMemoryBytes, prefixProfile } from '../../../scheduling/nexus/prefix-batching.js';
import type { Session } from '../../../scheduling/nexus/session.js';
import { type ReadProfile, readProfile } from './read-profile.js';
import type { SessionEntry } from './schema.js';

/** @throws UsageError that begins with where the entry stands */
export async function readSession(entry: SessionEntry, directory: string, where: string): Promise<Session> {
  const { name, slo, rate } = entry;
  const { latency, sizes } = await latencyOf(entry, directory, where);
  return {
    ...{ name, latency, sizes, perSecond: rate },
    sloMs: parseDurationMs(`${where}.slo`, slo),
    memoryBytes: memoryOf(entry, where),
  };
}

async function latencyOf(
  { profile, prefix }: SessionEntry,
  directory: string,
  where: string,
): Promise<ReadProfile> {
  if (prefix === undefined) return readProfile(profile ?? '', directory, `${where}.profile`);
  const [shared, own] = await Promise.all([
    readProfile(prefix.shared, directory, `${where}.prefix.shared`),
    readProfile(prefix.own, directory, `${where}.prefix.own`),
  ]);
  const suffixes = Array.from({ length: prefix.models }, () => own.latency);
  return { latency: prefixProfile({ prefix: shared.latency, suffixes }), sizes: undefined };
}

function memoryOf({ memory, prefix }: SessionEntry, where: string): number | undefined {
  const shared = prefix?.['shared-memory'];
  const own = prefix?.['own-memory'];
  if (prefix !== undefined && shared !== undefined && own !== undefined) {
    const bytes = (key: string, text: string) => parseBytes(`${where}.prefix.${key}`, text);
    return prefixMemoryBytes(bytes('shared-memory', shared), bytes('own-memory', own), prefix.models);
  }
  return memory === undefined ? undefined : parseBytes(`${where}.memory`, memory);
}
