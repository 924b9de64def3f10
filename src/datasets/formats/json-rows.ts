import type { Token } from 'stream-json/core/parser.js';
import { DamagedFileError, nonFiniteDamage } from './damage.js';
import type { DataFile } from './data-file.js';
import { jsonTokens } from './json-tokens.js';
import { MOST_DIMENSIONS } from './texmex.js';

export interface JsonRowsOptions {
  /** The name in the document under which the vectors lie; without it they are the document. */
  readonly member?: string | undefined;
  /** How many numbers of every entry count, from the first; without it, all. */
  readonly columns?: number;
  /** Called with the bytes that are read so far. */
  onBytes?(bytes: number): void;
}

/** Whole rows, one after another, `d` numbers each. */
export interface JsonRows {
  readonly values: Float32Array;
  readonly d: number;
}

/**
 * The vectors of a JSON document in its order, some thousands of numbers at a time: `{"word": [1, 2], ...}` or
 * `[[1, 2], ...]`. Of words that come twice, both rows are given.
 * @throws DamagedFileError with the byte at which it is no JSON or ends too early, or with the entry that is not as
 * many finite numbers as the first
 */
export async function* jsonRows(file: DataFile, options: JsonRowsOptions = {}): AsyncGenerator<JsonRows> {
  const rows = new RowsOfTokens(file, options);
  for await (const tokens of jsonTokens(file, options.onBytes)) {
    const values = rows.take(tokens);
    if (values.length > 0) yield { values, d: rows.d };
  }
  rows.finish();
}

/** Where in the document the next token stands. */
type Place = 'ahead' | 'vectors' | 'entry' | 'behind';

const NAMES: Readonly<Partial<Record<Token['name'], string>>> = {
  startObject: 'an object',
  startArray: 'an array',
  nullValue: 'null',
  trueValue: 'true',
  falseValue: 'false',
};

class RowsOfTokens {
  d = 0;
  #place: Place = 'ahead';
  #depth = 0;
  #begun = false;
  #entries = 0;
  /** Numbers in an entry, of which `d` count. */
  #width: number | undefined;
  #filled = 0;
  /** The name before the token, as it stands in the bytes of the file. */
  #key: string | undefined;
  #numbers: number[] = [];

  constructor(
    private readonly file: DataFile,
    private readonly options: JsonRowsOptions,
  ) {}

  /** The rows that end within `tokens`. */
  take(tokens: readonly Token[]): Float32Array {
    for (const token of tokens) this.#step(token);
    const whole = this.#numbers.length - (this.#place === 'entry' ? Math.min(this.#filled, this.#most) : 0);
    const values = Float32Array.from(this.#numbers.slice(0, whole));
    this.#numbers = this.#numbers.slice(whole);
    return values;
  }

  /** Refuses a document that ended too early, or without vectors. */
  finish(): void {
    const { member } = this.options;
    if (this.#depth > 0 || !this.#begun) {
      throw this.#damage(
        'the rest of the document',
        `the end of the file after ${this.#entries} whole entries`,
        'It was cut off: fetch or write it again.',
        this.file.size,
      );
    }
    if (this.#place === 'ahead') {
      throw this.#damage(
        `vectors under the name ${JSON.stringify(member)}`,
        'a document without it',
        'Check the name.',
      );
    }
    if (this.#entries === 0) throw this.#damage('at least one vector', 'none', 'Write it again.');
  }

  get #most(): number {
    return this.options.columns ?? Number.POSITIVE_INFINITY;
  }

  #step(token: Token): void {
    const { name } = token;
    this.#begun = true;
    if (name === 'startObject' || name === 'startArray') this.#depth++;
    if (name === 'endObject' || name === 'endArray') this.#depth--;
    if (this.#place === 'entry') this.#inEntry(token);
    else if (this.#place === 'vectors') this.#inVectors(token);
    else if (this.#place === 'ahead') this.#ahead(token);
  }

  #ahead(token: Token): void {
    const { member } = this.options;
    if (member !== undefined) {
      if (this.#depth === 1 && token.name === 'keyValue') {
        this.#key = token.value;
        return;
      }
      const opening = token.name === 'startObject' || token.name === 'startArray';
      const found = this.#depth === (opening ? 2 : 1) && named(this.#key) === member;
      if (!found) return;
    }
    if (token.name !== 'startObject' && token.name !== 'startArray') {
      throw this.#damage('vectors by name or in an array', whatIs(token), this.#mendPlace());
    }
    this.#key = undefined;
    this.#place = 'vectors';
  }

  #inVectors(token: Token): void {
    switch (token.name) {
      case 'keyValue':
        this.#key = token.value;
        return;
      case 'endObject':
      case 'endArray':
        this.#place = 'behind';
        return;
      case 'startArray':
        this.#place = 'entry';
        this.#filled = 0;
        return;
      default:
        throw this.#damage(`an array of numbers as ${this.#entry()}`, whatIs(token), this.#mendPlace());
    }
  }

  #inEntry(token: Token): void {
    if (token.name === 'numberValue') {
      const value = Math.fround(Number(token.value));
      if (!Number.isFinite(value)) {
        throw nonFiniteDamage(this.file.path, this.#entries, this.#filled, `${token.value} as float32`);
      }
      if (this.#filled === MOST_DIMENSIONS) throw this.#widthDamage(`more than ${MOST_DIMENSIONS}`);
      if (this.#filled++ < this.#most) this.#numbers.push(value);
      return;
    }
    if (token.name !== 'endArray') {
      throw this.#damage(`a number at position ${this.#filled} of ${this.#entry()}`, whatIs(token));
    }
    if (this.#filled !== (this.#width ?? this.#filled) || this.#filled < (this.options.columns ?? 1)) {
      throw this.#widthDamage(String(this.#filled));
    }
    this.#width = this.#filled;
    this.d = Math.min(this.#filled, this.#most);
    this.#entries++;
    this.#place = 'vectors';
  }

  #widthDamage(got: string): DamagedFileError {
    const wanted =
      this.#width === undefined
        ? `${this.options.columns ?? 1} to ${MOST_DIMENSIONS} numbers`
        : `${this.#width} numbers, as before,`;
    return this.#damage(
      `${wanted} in ${this.#entry()}`,
      got,
      'Vectors of different lengths cannot be compared.',
    );
  }

  #entry(): string {
    const key = named(this.#key);
    return key === undefined ? `entry ${this.#entries}` : `entry ${this.#entries} (${JSON.stringify(key)})`;
  }

  #mendPlace(): string {
    return this.options.member === undefined
      ? `If the vectors lie under a name of the document, give it: ${this.file.path}#NAME.`
      : 'Name what holds the vectors.';
  }

  #damage(expected: string, got: string, mend = 'Drop or repair it.', offset?: number): DamagedFileError {
    const { path } = this.file;
    return new DamagedFileError({ path, expected, got, mend, ...(offset !== undefined && { offset }) });
  }
}

function whatIs(token: Token): string {
  if (token.name === 'numberValue') return `the number ${token.value}`;
  if (token.name === 'stringValue') return 'a text';
  return NAMES[token.name] ?? token.name;
}

/** Tokens carry bytes; what was escaped in the file is beyond them and stays. */
function named(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const bytes = Buffer.from(key, 'latin1');
  return bytes.toString('latin1') === key ? bytes.toString() : key;
}
