import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Timeline } from '../backend.js';
import type { EngineName } from './engine-names.js';
import {
  assignModel,
  differencesModel,
  nearestModel,
  pairsModel,
  scoresModel,
  selectModel,
} from './graphs.js';
import { type Ort, sessionOptions } from './runtime.js';
import type { Best } from './scoring.js';

/** Models without constants: one session of each serves every shape. */
const MODELS = {
  scores: () => scoresModel(),
  nearest: () => nearestModel(),
  select: () => selectModel(),
  assign: () => assignModel(),
  differences: () => differencesModel(),
  'l2 pairs': () => pairsModel('l2'),
  'l1 pairs': () => pairsModel('l1'),
  'dot pairs': () => pairsModel('dot'),
} as const;
export type ModelName = keyof typeof MODELS;

export type Feeds = Readonly<Record<string, Tensor>>;

/** Sessions of one engine, made when they are first needed; making one is timed as `compile`, running it as `compute`. */
export class Sessions {
  readonly #open = new Set<InferenceSession>();
  readonly #shared = new Map<ModelName, Promise<InferenceSession>>();

  constructor(
    private readonly ort: Ort,
    readonly engine: EngineName,
    private readonly threads: number,
    private readonly timeline: Timeline,
  ) {}

  shared(name: ModelName): Promise<InferenceSession> {
    const known = this.#shared.get(name) ?? this.create(MODELS[name]);
    this.#shared.set(name, known);
    return known;
  }

  create(model: () => Uint8Array): Promise<InferenceSession> {
    return this.timeline.time('compile', async () => {
      const options = sessionOptions(this.engine, this.threads);
      const session = await this.ort.InferenceSession.create(model(), options);
      this.#open.add(session);
      return session;
    });
  }

  /** The values of one output, which holds floats. */
  async values(session: InferenceSession, feeds: Feeds, output: string): Promise<Float32Array> {
    return floatsOf(await this.#run(session, feeds, [output]), output);
  }

  /** The outputs of a TopK. */
  async best(session: InferenceSession, feeds: Feeds): Promise<Best> {
    const found = await this.#run(session, feeds, ['best', 'ids']);
    return { values: floatsOf(found, 'best'), ids: lowWords(found.ids?.data) };
  }

  #run(session: InferenceSession, feeds: Feeds, outputs: readonly string[]) {
    return this.timeline.time('compute', () => session.run(feeds, outputs));
  }

  floats(data: Float32Array, ...shape: number[]): Tensor {
    return new this.ort.Tensor('float32', data, shape);
  }

  count(value: number): Tensor {
    return new this.ort.Tensor('int64', BigInt64Array.of(BigInt(value)), [1]);
  }

  async release(session: InferenceSession): Promise<void> {
    if (this.#open.delete(session)) await session.release();
  }

  async close(): Promise<void> {
    this.#shared.clear();
    for (const session of this.#open) await this.release(session);
  }
}

function floatsOf(outputs: InferenceSession.ReturnType, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new TypeError(`expected ONNX Runtime to give floats as ${name}, got ${data?.constructor.name}`);
}

/** Indices of ONNX are int64, of which the low words say all: the high ones of numbers below 2^31 are zero. */
function lowWords(indices: Tensor['data'] | undefined): Int32Array {
  if (!(indices instanceof BigInt64Array)) {
    throw new TypeError(`expected ONNX Runtime to give int64 indices, got ${indices?.constructor.name}`);
  }
  const words = new Int32Array(indices.buffer, indices.byteOffset, 2 * indices.length);
  return words.filter((_, i) => i % 2 === 0);
}
