import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { fullName, type JudgedCell, judgedCells } from '../verdict/judged-cells.js';
import { partLines } from '../verdict/part-lines.js';
import { captionLines, ratioText } from '../verdict/verdict-figures.js';
import type { VerdictWord } from '../verdict/verdict-word.js';

interface Case {
  readonly name: string;
  readonly word: VerdictWord;
  readonly message: string;
  /** What the case took, in seconds, as JUnit wants it. */
  readonly seconds: number;
}

/** A comparison as JUnit XML: a test per cell, front and capacity; a regression fails, what could not be told is skipped. */
export function renderJunit(judged: JudgedRuns): string {
  const { judgement, head } = judged;
  const cells = judgedCells(judged).map((cell) => ({
    name: fullName(cell, head.run.started.columns),
    word: cell.word,
    message: messageOf(cell),
    seconds: cell.timing === null ? 0 : cell.timing.medianMs.head / 1000,
  }));
  const parts = partLines(judgement).map(({ word, text }) => ({
    name: text.split(':')[0] ?? text,
    word,
    message: text,
    seconds: 0,
  }));
  const cases: Case[] = [...cells, ...parts];
  const failures = cases.filter(({ word }) => isFailure(word)).length;
  const skipped = cases.filter(({ word }) => isSkipped(word)).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(`mls ${judgement.suite}`)}" ${counts}>`,
    ...cases.map((one) => testCase(one, judgement.suite)),
    `    <system-out>${escaped(captionLines(judged).join('\n'))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ name, word, message, seconds }: Case, suite: string): string {
  const open = `    <testcase classname="${escaped(`mls.${suite}`)}" name="${escaped(name)}" time="${seconds}"`;
  if (isFailure(word)) {
    return `${open}>\n      <failure type="${word}" message="${escaped(message)}"/>\n    </testcase>`;
  }
  if (isSkipped(word)) return `${open}>\n      <skipped message="${escaped(message)}"/>\n    </testcase>`;
  return `${open}/>`;
}

function isFailure(word: VerdictWord): boolean {
  return word === 'slower' || word === 'worse';
}

function isSkipped(word: VerdictWord): boolean {
  return word === 'inconclusive' || word === 'not compared';
}

function messageOf({ word, why, timing }: JudgedCell): string {
  const figures =
    timing === null
      ? ''
      : ` ${ratioText(timing.ratio)} [${timing.ratioInterval.low.toFixed(3)}, ${timing.ratioInterval.high.toFixed(3)}]`;
  return `${word}${figures}${why === '' ? '' : `, ${why}`}`;
}

/** What XML 1.0 cannot hold even escaped is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
