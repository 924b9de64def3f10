import { describe, expect, it } from 'vitest';
import { countryPassages } from '../../../../src/serving/corpora/factbook/country-passages.js';

const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

describe('passages of a country', () => {
  it('are one for a field of some length, under the names that lead to its texts', () => {
    const document = {
      Government: {
        'Country name': { 'conventional short form': { text: 'Kenya' } },
        Capital: { name: { text: 'Nairobi' }, 'time difference': { text: words(12) } },
      },
    };
    expect(countryPassages('ke', document)).toEqual([
      { title: 'Kenya, Capital', text: `name: Nairobi; time difference: ${words(12)}` },
      { title: 'Kenya, Government', text: 'Country name: conventional short form: Kenya' },
    ]);
  });

  it('are several for a long field, of about the same length, and lose no word', () => {
    const passages = countryPassages('xx', { Economy: { Overview: { text: words(250) } } });
    expect(passages.map(({ text }) => text.split(' ').length)).toEqual([84, 84, 82]);
    expect(passages.map(({ text }) => text).join(' ')).toBe(words(250));
    expect(passages[0]?.title).toBe('World, Overview');
  });

  it('are one for a few short fields of a section', () => {
    const fields = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`F${i}`, { text: words(9) }]));
    const passages = countryPassages('zz', { Energy: fields });
    expect(passages).toHaveLength(3);
    expect(new Set(passages.map(({ title }) => title))).toEqual(new Set(['zz, Energy']));
    expect(passages.flatMap(({ text }) => text.split('; '))).toHaveLength(10);
  });

  it('are none of what has no text', () => {
    expect(countryPassages('zz', { Energy: { Oil: {}, Gas: { text: ' ' } } })).toEqual([]);
    expect(countryPassages('zz', null)).toEqual([]);
  });

  it('take the long name of a country that has no short one', () => {
    const name = {
      'conventional long form': { text: 'United Arab Emirates' },
      'conventional short form': { text: 'none' },
    };
    const [passage] = countryPassages('ae', { Government: { 'Country name': name } });
    expect(passage?.title).toBe('United Arab Emirates, Government');
  });
});
