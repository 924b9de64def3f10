import { afterEach, describe, expect, it } from 'vitest';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { openOn } from './opened.js';
import { stubDriver, unless } from './stub-driver.js';

const stub = stubDriver();

afterEach(() => {
  delete process.env.MLS_STUB_ILLEGAL_ADDRESS_AT;
});

// The process that loses its GPU has lost it for good: this test stays alone in its file.
describe.runIf('library' in stub)(`a kernel that reads where it must not${unless(stub)}`, () => {
  it('fails its call by name, and all later ones with that reason, and the process lives', async () => {
    process.env.MLS_STUB_ILLEGAL_ADDRESS_AT = '3';
    const engine = await openOn(stub);
    const queries = realRows(2, 8, 2);
    // The terms of the rows are one launch, a search is two.
    const set = await engine.load(sourceOf(realRows(400, 8, 1)), 'l2');
    await expect(set.knn(queries, 3)).rejects.toMatchObject({
      name: 'CudaError',
      resultName: 'CUDA_ERROR_ILLEGAL_ADDRESS',
      result: 700,
      isSticky: true,
    });
    const lost = {
      name: 'GpuLostError',
      message: expect.stringMatching(
        /^the GPU is lost to this process since cu\w+: CUDA_ERROR_ILLEGAL_ADDRESS \(700\)$/,
      ),
    };
    await expect(set.knn(queries, 3)).rejects.toMatchObject(lost);
    await expect(engine.load(sourceOf(queries), 'l1')).rejects.toMatchObject(lost);
    await set.free();
    await engine.close();
    await expect(openOn(stub)).rejects.toMatchObject({ name: 'UnavailableError', reason: lost.message });
  });
});
