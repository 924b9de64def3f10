import { expect, it } from 'vitest';
import {
  assignModel,
  differencesModel,
  nearestModel,
  pairsModel,
  scoresModel,
  selectModel,
} from '../../../src/backends/onnx/graphs.js';
import { loadRuntime, sessionOptions } from '../../../src/backends/onnx/runtime.js';
import { decode, messages, strings } from './decoded.js';

const ROWS = { n: 3, width: 2, data: Float32Array.of(1, 0, 0, 2, -1, 1) };

it('a model with constant rows says all of onnx.proto that it must', () => {
  const model = decode(nearestModel(ROWS));
  expect(model.get(1)).toEqual([8n]);
  const [opset] = messages(model, 8);
  expect(opset?.get(2)).toEqual([13n]);
  const [graph = new Map()] = messages(model, 7);
  const nodes = messages(graph, 1);
  expect(nodes.map((node) => [strings(node, 4), strings(node, 1), strings(node, 2)])).toEqual([
    [['Gemm'], ['queries', 'rows'], ['scores']],
    [['TopK'], ['scores', 'count'], ['best', 'ids']],
  ]);
  const [constant = new Map()] = messages(graph, 5);
  expect([constant.get(1), constant.get(2), strings(constant, 8)]).toEqual([[3n, 2n], [1n], ['rows']]);
  const raw = constant.get(9)?.[0] as Uint8Array;
  expect([...new Float32Array(raw.slice().buffer)]).toEqual([...ROWS.data]);
});

it.each([
  ['scores', scoresModel(), { queries: ['queries', 'width'], rows: ['rows', 'width'] }, ['scores']],
  [
    'nearest of an input',
    nearestModel(),
    { queries: ['queries', 'width'], rows: ['rows', 'width'], count: [1] },
    ['scores', 'best', 'ids'],
  ],
  [
    'nearest of constants',
    nearestModel(ROWS),
    { queries: ['queries', 2], count: [1] },
    ['scores', 'best', 'ids'],
  ],
  ['select', selectModel(), { scores: ['queries', 'rows'], count: [1] }, ['best', 'ids']],
  [
    'assign',
    assignModel(),
    { rows: ['queries', 'width'], centroids: ['centroids', 'width'], offsets: ['centroids'], count: [1] },
    ['best', 'ids'],
  ],
  ['differences', differencesModel(), { queries: ['queries', 1, 'd'], rows: [1, 'rows', 'd'] }, ['scores']],
  ['pairs by l2', pairsModel('l2'), { x: ['pairs', 'd'], y: ['pairs', 'd'] }, ['sums']],
  ['pairs by l1', pairsModel('l1'), { x: ['pairs', 'd'], y: ['pairs', 'd'] }, ['sums']],
  ['pairs by dot', pairsModel('dot'), { x: ['pairs', 'd'], y: ['pairs', 'd'] }, ['sums']],
] as const)('ONNX Runtime reads the model of %s with its shapes', async (_name, model, inputs, outputs) => {
  const ort = await loadRuntime();
  const session = await ort.InferenceSession.create(model, sessionOptions('cpu', 1));
  const shapes = session.inputMetadata.map((input) => [input.name, input.isTensor ? input.shape : []]);
  expect(Object.fromEntries(shapes)).toEqual(inputs);
  expect(session.outputNames).toEqual(outputs);
  await session.release();
});
