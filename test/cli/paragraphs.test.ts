import { describe, expect, it } from 'vitest';
import { paragraphs } from '../../src/cli/paragraphs.js';

describe('paragraphs', () => {
  it('joins the lines of a paragraph and keeps empty and indented lines', () => {
    expect(paragraphs('one\ntwo\n\nthree\n  0 ok\n  1 not')).toBe('one two\n\nthree\n  0 ok\n  1 not');
  });
});
