import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../../src/scheduling/profiles/read-profiles.js';

const read = (text: string) => readProfiles(text, 'FILE', 'stem');
const table = (text: string) =>
  read(text).map(({ name, latency: { maxBatch, ms } }) => ({
    name,
    ms: Array.from({ length: maxBatch }, (_, i) => ms(i + 1)),
  }));

describe('a table of batches', () => {
  it('is in milliseconds or microseconds, in any order, with other columns', () => {
    const expected = [{ name: 'stem', ms: [1, 2, 3] }];
    expect(table('batch,latency_ms\n3,3\n1,1\n')).toEqual(expected);
    expect(table('Batch, Latency(us), std(us)\n1,1000,7\n2,2000,8\n3,3000,9\n')).toEqual(expected);
    expect(table('\uFEFF# measured\nbatch,us\n1,1000\n3,3000\n')).toEqual(expected);
  });

  it('names the record that is damaged', () => {
    expect(() => read('batch,ms\n1,2\n2,-3\n')).toThrow(
      'expected a number above 0 for ms in record 2; got "-3"',
    );
    expect(() => read('batch,ms\n1\n')).toThrow('expected a number above 0 for ms in record 1; got ""');
    expect(() => read('batch,ms\n')).toThrow('expected a heading and at least one record');
    expect(() => read('batch,ms\n"1,2\n')).toThrow('cannot read the profile FILE: ');
    expect(() => read('batch,ms\n1.5,2\n')).toThrow('expected a profile of batch sizes');
  });
});

describe("Clockwork's table of models", () => {
  it('has a record for each model, whose sizes are its columns', () => {
    const text =
      'model,weights_MB,transfer_ms,b1_ms,b2_ms,b4_ms,alpha_ms\none,102.2,8.32,2,4,8,9\ntwo,1,0.1,1,1,1,9\n';
    expect(table(text)).toEqual([
      { name: 'one', ms: [2, 4, 6, 8] },
      { name: 'two', ms: [1, 1, 1, 1] },
    ]);
    expect(read(text)[0]?.weights).toEqual({ bytes: 102_200_000, transferMs: 8.32 });
  });

  it('may say nothing of weights, but not something that is none', () => {
    expect(read('model,b1_ms\none,2\n')[0]?.weights).toBeUndefined();
    expect(() => read('model,weights_MB,transfer_ms,b1_ms\none,x,1,2\n')).toThrow(
      'expected a number above 0 for weights_MB in record 1; got "x"',
    );
    expect(() => read('model,b1_ms\n,2\n')).toThrow('expected the name of a model in record 1');
  });
});

describe('a profile of Nexus', () => {
  const HEAD = 'caffe:vgg:1\nTITAN_X\nForward latency\n';
  const TAIL = 'Preprocess latency\nmean(us),std(us)\n3306.44,1535.62\n';

  it('is what is below "Forward latency", in microseconds', () => {
    expect(
      table(`${HEAD}batch,latency(us),std(us),memory(B)\n1,6000,2,3\n2,14000,2,3\n3,13000,2,3\n${TAIL}`),
    ).toEqual([{ name: 'vgg', ms: [6, 14, 14] }]);
  });

  it('has a table there, and a name above it', () => {
    expect(() => read(`${HEAD}${TAIL}`)).toThrow('cannot read the profile FILE');
    expect(() => read(`${HEAD}batch,latency_ms\n1,2\n${TAIL}`)).toThrow('expected "batch,latency(us)" below');
    expect(() => read(`vgg\nTITAN_X\nForward latency\nbatch,latency(us)\n1,2\n`)).toThrow(
      'expected framework:model:version in line 1; got "vgg"',
    );
  });
});

describe('a configuration of the emulator', () => {
  it('has profiles wherever they stand, called as what is beside them', () => {
    const text = [
      'global: { gpus: 8 }',
      'models:',
      '  - { framework: "sleep#1000,5000,0,0", model_name: small, slo: 25 }',
      '  - session: { framework: "sleep#2000,7000", name: large }',
      '  - sleep#6817,23431',
    ].join('\n');
    expect(read(text).map(({ name, latency }) => [name, latency.ms(1)])).toEqual([
      ['small', 6],
      ['large', 9],
      ['sleep#6817,23431', expect.closeTo(30.248, 9)],
    ]);
  });

  it('is YAML, and its profiles are numbers', () => {
    expect(() => read('models: [sleep#1000]')).toThrow(
      'expected sleep#slope_us,intercept_us,...; got "sleep#1000"',
    );
    expect(() => read('models: ["sleep#1,2"')).toThrow('cannot read the profile FILE: ');
  });
});

describe('another file', () => {
  it('is answered with the formats that are known', () => {
    expect(() => read('time,value\n1,2\n')).toThrow(
      /expected the columns batch,latency_ms or .* got "time,value"/,
    );
  });
});
