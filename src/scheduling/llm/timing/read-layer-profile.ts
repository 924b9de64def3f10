import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../../errors.js';
import { csvTable, damagedProfile, positiveNumber } from '../../profiles/csv-records.js';
import type { AttentionSample } from './attention-table.js';
import type { Knot } from './curve.js';
import type { LayerProfile } from './layer-profile.js';

/**
 * A folder with `dense.csv` (layer,tokens,time_us), `per_sequence.csv` (layer,sequences,time_us) and `attention.csv`
 * (prefill_chunk,kv_prefill,n_decode,kv_decode,time_us), as LLMServingSim keeps a model's profile on a device.
 * @throws DataError naming the file and the record
 */
export async function readLayerProfile(directory: string): Promise<LayerProfile> {
  const [dense, perSequence, attention] = await Promise.all(
    ['dense.csv', 'per_sequence.csv', 'attention.csv'].map((file) => textOf(join(directory, file))),
  );
  return {
    dense: parseLayers(dense ?? '', join(directory, 'dense.csv'), 'tokens'),
    perSequence: parseLayers(perSequence ?? '', join(directory, 'per_sequence.csv'), 'sequences'),
    attention: parseAttention(attention ?? '', join(directory, 'attention.csv')),
  };
}

/** Of each layer, microseconds over the column `over`, ascending. */
export function parseLayers(text: string, file: string, over: string): Map<string, Knot[]> {
  const records = recordsOf(text, file, ['layer', over, 'time_us']);
  const layers = new Map<string, Knot[]>();
  for (const [i, [layer = '', x, us]] of records.entries()) {
    const knot = {
      x: positiveNumber(x, file, i + 1, over),
      y: positiveNumber(us, file, i + 1, 'time_us'),
    };
    const knots = layers.get(layer);
    if (knots === undefined) layers.set(layer, [knot]);
    else knots.push(knot);
  }
  for (const knots of layers.values()) knots.sort((one, other) => one.x - other.x);
  return layers;
}

const ATTENTION_COLUMNS = ['prefill_chunk', 'kv_prefill', 'n_decode', 'kv_decode', 'time_us'] as const;

export function parseAttention(text: string, file: string): AttentionSample[] {
  return recordsOf(text, file, ATTENTION_COLUMNS).map((fields, i) => {
    const count = (at: number) => countOf(fields[at], file, i + 1, ATTENTION_COLUMNS[at] ?? '');
    return {
      chunk: count(0),
      chunkContext: count(1),
      decodes: count(2),
      decodeContext: count(3),
      us: positiveNumber(fields[4], file, i + 1, 'time_us'),
    };
  });
}

/** The fields of each record in the order of `columns`. */
function recordsOf(text: string, file: string, columns: readonly string[]): (string | undefined)[][] {
  const table = csvTable(text, file);
  const places = columns.map((column) => table.columns.indexOf(column));
  if (places.includes(-1)) {
    throw damagedProfile(file, `expected the columns ${columns.join(',')}; got "${table.columns.join(',')}"`);
  }
  return table.records.map((record) => places.map((place) => record[place]));
}

function countOf(field: string | undefined, file: string, record: number, column: string): number {
  const value = field === undefined || field === '' ? Number.NaN : Number(field);
  if (Number.isInteger(value) && value >= 0) return value;
  throw damagedProfile(file, `expected a count for ${column} in record ${record}; got "${field ?? ''}"`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `expected a profile of layers with dense.csv, per_sequence.csv and attention.csv; ${reason}`,
      'profile',
      { cause },
    );
  }
}
