import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { type JudgedCell, judgedCells } from '../verdict/judged-cells.js';
import { partLines } from '../verdict/part-lines.js';
import { ratioText } from '../verdict/verdict-figures.js';
import type { VerdictWord } from '../verdict/verdict-word.js';

const LEVELS: Partial<Readonly<Record<VerdictWord, 'error' | 'warning'>>> = {
  slower: 'error',
  worse: 'error',
  inconclusive: 'warning',
  'not compared': 'warning',
};

/**
 * Workflow commands that GitHub shows beside a change: an error for each regression, a warning for what could not be
 * told. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubAnnotations(judged: JudgedRuns): string[] {
  const title = `mls gate: ${judged.judgement.suite}`;
  const cells = judgedCells(judged).map((cell) => ({ word: cell.word, text: cellText(cell) }));
  return [...cells, ...partLines(judged.judgement)].flatMap(({ word, text }) => {
    const level = LEVELS[word];
    return level === undefined ? [] : [`::${level} title=${property(title)}::${data(text)}`];
  });
}

function cellText({ subject, question, word, why, timing }: JudgedCell): string {
  const who = question === '' ? subject : `${subject}, ${question}`;
  const figures =
    timing === null
      ? ''
      : ` ${ratioText(timing.ratio)} [${timing.ratioInterval.low.toFixed(3)}, ${timing.ratioInterval.high.toFixed(3)}]`;
  return `${who}: ${word}${figures}${why === '' ? '' : `, ${why}`}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
