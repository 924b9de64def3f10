import type { CapacitySide, ComparedCapacity } from '../../results/comparison/comparison.js';
import type { RecordedRun } from '../../results/recorded-run.js';
import { capacitiesOf } from '../../suites/serving/capacity.js';
import { servingRow } from '../../suites/serving/row.js';

const NONE: CapacitySide = { holdsRps: null, missesRps: null };

/** The capacity of every tier that either run sent load to. */
export function comparedCapacities(base: RecordedRun, head: RecordedRun): ComparedCapacity[] {
  if (head.started.suite !== 'serving') return [];
  const before = capacityBySubject(base);
  const after = capacityBySubject(head);
  return [...new Set([...after.keys(), ...before.keys()])].map((subject) => ({
    subject,
    base: before.get(subject) ?? NONE,
    head: after.get(subject) ?? NONE,
  }));
}

function capacityBySubject(run: RecordedRun): Map<string, CapacitySide> {
  const rows = [...run.rows.values()].flatMap((row) => servingRow.safeParse(row).data ?? []);
  return new Map(
    capacitiesOf(rows).map(({ tier, policy, holdsRps, missesRps }) => [
      `${tier} ${policy}`,
      { holdsRps, missesRps },
    ]),
  );
}
