import { describe, expect, it } from 'vitest';
import { blockCases } from './cases/blocks.js';
import { cancellationCases } from './cases/cancellation.js';
import { certifiedCases } from './cases/certified.js';
import { distanceCases } from './cases/distances.js';
import { kmeansCases } from './cases/kmeans.js';
import { lifecycleCases } from './cases/lifecycle.js';
import { nearestCases } from './cases/nearest.js';
import { nonFiniteCases } from './cases/non-finite.js';
import { propertyCases } from './cases/properties.js';
import { threadCases } from './cases/threads.js';
import { tieCases } from './cases/ties.js';
import { zeroVectorCases } from './cases/zero-vectors.js';
import { type EngineUnderTest, enginesUnderTest } from './engines-under-test.js';

const CASES: readonly ((engine: EngineUnderTest) => void)[] = [
  nearestCases,
  tieCases,
  zeroVectorCases,
  nonFiniteCases,
  distanceCases,
  cancellationCases,
  lifecycleCases,
  blockCases,
  threadCases,
  kmeansCases,
  propertyCases,
  certifiedCases,
];

const engines = await enginesUnderTest();

it('looks at some engine that can run here', () => {
  expect(engines.some(({ probe }) => probe.state === 'available')).toBe(true);
});

for (const engine of engines) {
  const { name, probe } = engine;
  if (probe.state === 'unavailable') {
    it.skip(`${name}: unavailable, ${probe.reason}`, () => {});
    continue;
  }
  describe(name, () => {
    for (const cases of CASES) cases(engine);
  });
}
