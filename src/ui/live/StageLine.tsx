import { Text } from 'ink';
import type { ReactElement } from 'react';
import type { Stage } from '../../results/run-state.js';
import { amountText, shareOf } from '../stage-text.js';
import { Tinted } from './tinted.js';

const LONGEST_BAR = 40;
const SHORTEST_BAR = 10;

/** A stage before measuring, with a bar where the whole is known and there is room. */
export function StageLine({ stage, width }: { stage: Stage; width: number }): ReactElement {
  const figures = amountText(stage);
  const bar = Math.min(LONGEST_BAR, width - stage.name.length - figures.length - 4);
  const drawn = stage.total !== null && bar >= SHORTEST_BAR;
  return (
    <Text wrap="truncate-end">
      <Tinted text={stage.name} />
      {drawn ? <Bar share={shareOf(stage)} length={bar} /> : null}
      <Tinted text={`  ${figures}`} tint="dim" />
    </Text>
  );
}

function Bar({ share, length }: { share: number; length: number }): ReactElement {
  const filled = Math.round(share * length);
  return (
    <>
      <Tinted text={`  ${'━'.repeat(filled)}`} tint="cyan" />
      <Tinted text={'─'.repeat(length - filled)} tint="dim" />
    </>
  );
}
