import type { SuiteJudgement } from '../../results/comparison/comparison.js';
import { formatNumber } from '../../results/display/quantity.js';
import { ratioText } from './verdict-figures.js';
import { partWord, type VerdictWord } from './verdict-word.js';
import { capacityWhyText, frontWhyText } from './why.js';

/** What is said of fronts and capacities, a line each. */
export function partLines({
  fronts,
  capacities,
}: SuiteJudgement): { readonly word: VerdictWord; readonly text: string }[] {
  return [
    ...fronts.map((front) => {
      const word = partWord(front.verdict);
      const figure =
        front.verdict === 'not-compared'
          ? frontWhyText(front)
          : `area ${ratioText(front.ratio)} [${front.ratioInterval.low.toFixed(3)}, ${front.ratioInterval.high.toFixed(3)}]`;
      return { word, text: `front of ${front.question}: ${word}, ${figure}` };
    }),
    ...capacities.map((capacity) => {
      const word = partWord(capacity.verdict);
      const figure =
        capacity.verdict === 'not-compared'
          ? capacityWhyText(capacity)
          : `${formatNumber(capacity.baseRps)}/s to ${formatNumber(capacity.headRps)}/s`;
      return { word, text: `capacity of ${capacity.subject}: ${word}, ${figure}` };
    }),
  ];
}
