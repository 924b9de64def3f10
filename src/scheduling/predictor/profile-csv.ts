import { parse } from 'csv-parse/sync';
import { DataError } from '../../errors.js';
import { MODEL_ZOO } from './model-zoo.js';
import type { Segments } from './segments.js';

/** How long parts of two models took on one GPU at once. */
export interface ProfileRecord {
  /** In the order of model ids. */
  readonly parts: readonly Segments[];
  readonly medianMs: number;
}

const PER_PART = ['model', 'start', 'end', 'bs', 'seq_len'] as const;
const TIMES = ['median', 'mean', 'var'] as const;
const HEADING = [...PER_PART, ...PER_PART, ...TIMES].join(',');
const US_PER_MS = 1000;

/**
 * Reads a profile as Abacus writes it: model, start, end, bs and seq_len of either model, then median, mean and
 * deviation in microseconds. Models may come in any order.
 * @throws DataError that names the line
 */
export function parseProfile(text: string, name: string): ProfileRecord[] {
  const [head, ...lines] = recordsOf(text, name);
  if (head?.join() !== HEADING) {
    throw damaged(name, 1, `expected the heading "${HEADING}"; got "${head?.join() ?? ''}"`);
  }
  return lines.map((fields, i) => {
    const fail = (reason: string) => damaged(name, i + 2, reason);
    const parts = [0, PER_PART.length].map((at) => partOf(fields.slice(at, at + PER_PART.length), fail));
    const medianUs = Number(fields[2 * PER_PART.length]);
    if (!(medianUs > 0)) throw fail('expected a median above 0 microseconds');
    return {
      parts: parts.sort((one, other) => one.model - other.model),
      medianMs: medianUs / US_PER_MS,
    };
  });
}

function partOf([name, ...fields]: readonly string[], fail: (reason: string) => DataError): Segments {
  const model = MODEL_ZOO.find((one) => one.name === name);
  if (model === undefined) throw fail(`expected a model of the zoo; got "${name ?? ''}"`);
  const [start = -1, end = -1, batch = -1, sequence = -1] = fields.map(Number);
  const isWhole = [start, end, batch, sequence].every((value) => Number.isInteger(value) && value >= 0);
  if (isWhole && start <= end && end <= model.segments && batch > 0) {
    return { model: model.id, start, end, batch, sequence };
  }
  throw fail(`expected segments within 0 to ${model.segments} of ${model.name}; got "${fields.join()}"`);
}

function recordsOf(text: string, name: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, trim: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`cannot read the profile ${name}: ${reason}`, 'profile', { cause });
  }
}

function damaged(name: string, line: number, reason: string): DataError {
  return new DataError(`cannot read the profile ${name}, line ${line}: ${reason}`, 'profile');
}
