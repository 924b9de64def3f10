import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { DataError, MlsError, UsageError } from '../../../src/errors.js';
import { readAll, workspace } from './workspace.js';

const folder = workspace();

async function loadJson(text: string | Buffer, member = '') {
  const source = await openVectorFile(folder.write('some.json', text) + member, 'in order');
  try {
    return { n: source.n, d: source.d, values: [...(await readAll(source))] };
  } finally {
    await source.close();
  }
}

/** The line that refuses a document, without the path of its folder. */
async function complaint(text: string | Buffer, member = ''): Promise<string> {
  const error: unknown = await loadJson(text, member).catch((reason: unknown) => reason);
  if (!(error instanceof MlsError)) throw error;
  expect(error.message).not.toContain('\n');
  return error.message.replaceAll(`${folder.path('')}/`, '');
}

describe('a JSON document of vectors', () => {
  it.each([
    ['in an array', '[[1, 2], [3.5, -4e2]]', ''],
    ['by name', '{"a": [1, 2], "b": [3.5, -4e2]}', ''],
    [
      'under a name',
      '{"size": 2, "words": ["a", {"x": [9]}], "v": {"a": [1,2], "b": [3.5,-400]}, "z": [[1]]}',
      '#v',
    ],
    [
      'under a name with an umlaut, behind a byte order mark',
      '\uFEFF{"Wörter": [[1, 2], [3.5, -400]]}',
      '#Wörter',
    ],
    ['over many lines', '[\n[1,\r\n\t2],\n[3.5,-400]]\n\n', ''],
  ])('is read %s', async (_, text, member) => {
    expect(await loadJson(Buffer.from(text), member)).toEqual({ n: 2, d: 2, values: [1, 2, 3.5, -400] });
  });

  const shaped = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2 }))
    .chain(([d, indent]) =>
      fc.record({
        indent: fc.constant(indent),
        rows: fc.array(
          fc.tuple(
            fc.string({ unit: 'binary' }),
            fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: d, maxLength: d }),
          ),
          { minLength: 1, maxLength: 30 },
        ),
      }),
    );

  it('gives the numbers that JSON.parse gives, whatever the names and the spaces', async () => {
    await fc.assert(
      fc.asyncProperty(shaped, async ({ indent, rows }) => {
        const members = rows.map(
          ([name, row]) => `${JSON.stringify(name)}: ${JSON.stringify(row, null, indent)}`,
        );
        const { n, values } = await loadJson(`{${members.join(',')}}`);
        const parsed = rows.flatMap(([, row]) => JSON.parse(JSON.stringify(row)));
        expect(n).toBe(rows.length);
        expect(values).toEqual(parsed);
      }),
      { numRuns: 50, seed: 11 },
    );
  });

  it('is read from any row on, also backwards, where it is longer than a piece', async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => [i, i / 8, 5 - i]);
    const path = folder.write(
      'long.json',
      JSON.stringify(Object.fromEntries(rows.map((row, i) => [`wört${i}`, row]))),
    );
    const source = await openVectorFile(path, 'in order');
    expect([source.n, source.d]).toEqual([9000, 3]);
    for (const start of [0, 2, 8000, 8990, 17, 17]) {
      const into = new Float32Array(30);
      await source.read(start, 10, into);
      expect([...into]).toEqual(rows.slice(start, start + 10).flat());
    }
    await source.close();
  });

  it('is not taken where any row may be asked for, and the line says how to convert it', async () => {
    const path = folder.write('some.json', '{"v": [[1]]}');
    const opened = openVectorFile(`${path}#v`);
    await expect(opened).rejects.toThrow(UsageError);
    await expect(opened).rejects.toThrow(`Convert it first: mls datasets convert ${path}#v some.npy`);
  });
});

describe('a JSON document is refused in one line', () => {
  it.each([
    ['of fewer numbers', '{"a":[1,2],"b":[3]}', 'expected 2 numbers, as before, in entry 1 ("b"), got 1'],
    ['of more numbers', '[[1,2],[3,4],[5,6,7]]', 'expected 2 numbers, as before, in entry 2, got 3'],
    ['of no numbers', '[[]]', 'expected 1 to 1048576 numbers in entry 0, got 0'],
    [
      'beyond float32',
      '[[1,2],[3,1e39]]',
      'expected a finite number in row 1, column 1, got 1e39 as float32',
    ],
    ['with null', '{"ä":[1,null]}', 'expected a number at position 1 of entry 0 ("ä"), got null'],
    ['with text', '[[1,"2"]]', 'expected a number at position 1 of entry 0, got a text'],
    ['nested deeper', '[[[1,2]]]', 'expected a number at position 0 of entry 0, got an array'],
    ['of one vector', '[1,2,3]', 'expected an array of numbers as entry 0, got the number 1'],
    ['of objects', '[{"v":[1]}]', 'expected an array of numbers as entry 0, got an object'],
    [
      'of something beside the vectors',
      '{"size":2,"v":[[1]]}',
      'entry 0 ("size"), got the number 2. If the vectors lie under',
    ],
    ['of a lone text', '"vectors"', 'expected vectors by name or in an array, got a text'],
    ['of no vectors', '{}', 'expected at least one vector, got none'],
    ['with NaN', '[[1,NaN]]', 'at byte 4 expected JSON, got "NaN]]"'],
    ['that is text', 'these are words', 'at byte 0 expected JSON, got "these are words"'],
    [
      'with a byte too many behind letters of two bytes',
      '{"äöü":[1,,2]}',
      'at byte 13 expected JSON, got ",2]}"',
    ],
    ['with another document behind', '[[1,2]]\n[[3,4]]', 'at byte 8 expected JSON, got "[[3,4]]"'],
    [
      'cut in a vector',
      '{"a":[1,2],"b":[3',
      'at byte 17 expected the rest of the document, got the end of the file after 1 whole entries',
    ],
    ['cut in a name', '{"a":[1,2],"b', 'at byte 13 expected the rest of the document'],
    [
      'cut before its last mark',
      '[[1,2],[3,4]',
      'at byte 12 expected the rest of the document, got the end of the file after 2 whole entries',
    ],
    ['of spaces', '  \n', 'at byte 3 expected the rest of the document'],
    ['that is empty', '', 'at byte 0 expected vectors, got an empty file'],
    ['that is a gzip archive', '\x1f\x8b\b', 'at byte 0 expected vectors, got a gzip archive'],
  ])('%s', async (_, text, expected) => {
    const bytes = text.startsWith('\x1f') ? Buffer.from(text, 'latin1') : Buffer.from(text);
    expect(await complaint(bytes)).toContain(`some.json: ${expected.startsWith('entry') ? '' : expected}`);
    expect(await complaint(bytes)).toContain(expected);
    await expect(loadJson(bytes)).rejects.toThrow(DataError);
  });

  it('at the byte at which a document longer than a piece is broken', async () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => [i, i + 1]));
    const at = text.indexOf('[15000,');
    expect(await complaint(`${text.slice(0, at)}!${text.slice(at + 1)}`)).toContain(
      `at byte ${at} expected JSON, got "!15000`,
    );
  });

  it('without the name that was asked for', async () => {
    const line = 'some.json: expected vectors under the name "w", got a document without it. Check the name.';
    expect(await complaint('{"v":[[1]],"x":{"w":[[1]]}}', '#w')).toBe(line);
    expect(await complaint('[[1]]', '#w')).toBe(line);
    expect(await complaint('{"w":7}', '#w')).toContain('got the number 7');
  });
});
