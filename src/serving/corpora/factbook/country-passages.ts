import type { Passage } from '../corpus.js';
import { NAMES_BY_CODE } from './files.js';

/** Longer fields are cut: what follows is seldom what a question is about, and models read no more. */
const MOST_WORDS = 100;
/** Shorter fields, most of them one figure, are put together with those of their section up to `GATHERED_WORDS`. */
const SHORT_WORDS = 12;
const GATHERED_WORDS = 40;

/**
 * The passages of one file of the almanac: one for each field of each section (`Kenya, Capital`: `name: Nairobi; ...`),
 * several for a long one, and one for a few short ones (`Kenya, Energy`).
 * @param code the file's name without its folder and ending
 */
export function countryPassages(code: string, document: unknown): Passage[] {
  const country = nameOf(code, document);
  return members(document).flatMap(([section, fields]) => {
    const short: string[] = [];
    const passages = members(fields).flatMap(([field, content]) => {
      const text = leaves(content).join('; ').replace(/\s+/g, ' ').trim();
      if (wordsOf(text) < SHORT_WORDS) {
        if (text !== '') short.push(`${field}: ${text}`);
        return [];
      }
      return chunks(text).map((chunk) => ({ title: `${country}, ${field}`, text: chunk }));
    });
    return [...passages, ...gathered(short).map((text) => ({ title: `${country}, ${section}`, text }))];
  });
}

function gathered(short: readonly string[]): string[] {
  const texts: string[] = [];
  for (const field of short) {
    const last = texts.at(-1);
    if (last === undefined || wordsOf(last) + wordsOf(field) > GATHERED_WORDS) texts.push(field);
    else texts[texts.length - 1] = `${last}; ${field}`;
  }
  return texts;
}

function wordsOf(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}

function nameOf(code: string, document: unknown): string {
  const name = member(member(document, 'Government'), 'Country name');
  for (const form of ['conventional short form', 'conventional long form']) {
    const text = member(member(name, form), 'text');
    if (typeof text === 'string' && text !== 'none') return text;
  }
  return NAMES_BY_CODE[code] ?? code;
}

/** `name: Nairobi` for each text, under the names that lead to it; the field's own text stands alone. */
function leaves(content: unknown): string[] {
  return members(content).flatMap(([key, value]) => {
    if (typeof value === 'string') return key === 'text' ? [value] : [`${key}: ${value}`];
    return leaves(value).map((leaf) => `${key}: ${leaf}`);
  });
}

function chunks(text: string): string[] {
  if (text === '') return [];
  const words = text.split(' ');
  const parts = Math.ceil(words.length / MOST_WORDS);
  const size = Math.ceil(words.length / parts);
  return Array.from({ length: parts }, (_, i) => words.slice(i * size, (i + 1) * size).join(' '));
}

function members(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function member(value: unknown, key: string): unknown {
  return members(value).find(([name]) => name === key)?.[1];
}
