import { tableProfile } from '../profiles/table-profile.js';
import type { Session } from './session.js';

/** A session whose batch sizes are those of its table, and no others. */
export function tabledSession(
  { name, sloMs, perSecond }: Pick<Session, 'name' | 'sloMs' | 'perSecond'>,
  latencies: Readonly<Record<number, number>>,
): Session {
  const points = Object.entries(latencies).map(([batch, ms]) => ({ batch: Number(batch), ms }));
  const sizes = points.map(({ batch }) => batch).sort((one, other) => one - other);
  return { name, sloMs, perSecond, sizes, latency: tableProfile(points) };
}

/** Table 2 of Nexus (SOSP 2019), with the residual loads of its text: A fills most of a GPU, B joins it, C cannot. */
export const TABLE_2: readonly Session[] = [
  tabledSession({ name: 'A', sloMs: 200, perSecond: 64 }, { 4: 50, 8: 75, 16: 100 }),
  tabledSession({ name: 'B', sloMs: 250, perSecond: 32 }, { 4: 50, 8: 90, 16: 125 }),
  tabledSession({ name: 'C', sloMs: 250, perSecond: 32 }, { 4: 60, 8: 95, 16: 125 }),
];
