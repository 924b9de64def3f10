import { UsageError } from '../../../errors.js';
import { parseBytes, parseDurationMs } from '../../../parse/quantities.js';
import type { PlannedQuery, PlannedStage } from './planned.js';
import { readProfile } from './read-profile.js';
import type { QueryEntry, StageEntry } from './schema.js';

/** @throws UsageError that begins with where the entry stands */
export async function readQuery(entry: QueryEntry, directory: string, where: string): Promise<PlannedQuery> {
  const { name, slo, rate, segments, stages } = entry;
  const [root] = stages;
  if (root === undefined || root.after !== undefined) {
    throw new UsageError(
      `${where}.stages: expected the first stage to be after none; got one after "${root?.after}"`,
    );
  }
  for (const [i, stage] of stages.entries()) {
    // A stage is after one that stands before it, so that there is no circle.
    const before = stages.slice(0, i).map((other) => other.name);
    const isTwice = before.includes(stage.name);
    const isLoose = i > 0 && !before.includes(stage.after ?? '');
    if (!isTwice && !isLoose) continue;
    const wanted = isTwice ? 'a name of its own' : `to be after one of ${before.join(', ')}`;
    const got = isTwice ? stage.name : (stage.after ?? 'none');
    throw new UsageError(`${where}.stages.${i}: expected stage ${stage.name} ${wanted}; got "${got}"`);
  }
  const readStage = async (stage: StageEntry, perSecond: number): Promise<PlannedStage> => {
    const place = `${where}.stages.${stages.indexOf(stage)}`;
    const followers = stages.filter(({ after }) => after === stage.name);
    return {
      ...(await readProfile(stage.profile, directory, `${place}.profile`)),
      ...{ name: stage.name, perSecond },
      memoryBytes: stage.memory === undefined ? undefined : parseBytes(`${place}.memory`, stage.memory),
      next: await Promise.all(followers.map((next) => readStage(next, perSecond * next.fanout))),
    };
  };
  const first = await readStage(root, rate * root.fanout);
  return { name, segments, sloMs: parseDurationMs(`${where}.slo`, slo), root: first };
}
