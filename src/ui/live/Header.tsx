import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import type { RunState } from '../../results/run-state.js';
import { questionsOf } from '../questions.js';
import { headerText } from './header-text.js';
import { Tinted } from './tinted.js';

export interface HeaderProps {
  readonly state: RunState;
  readonly elapsedSeconds: number;
  readonly width: number;
  /** The first line only. */
  readonly brief: boolean;
}

/** Which run, how far and for how long; below it what every question has in common. */
export function Header({ state, elapsedSeconds, width, brief }: HeaderProps): ReactElement {
  const { name, id, far } = headerText(state, elapsedSeconds, width);
  return (
    <Box flexDirection="column">
      <Text wrap="truncate-end">
        <Tinted text={name} tint="bold" />
        <Tinted text={id} tint="dim" />
        <Tinted text={far} />
      </Text>
      {brief ? null : (
        <Text wrap="truncate-end">
          <Tinted text={questionsOf(state).common} />
          <Tinted text={hostText(state)} tint="dim" />
        </Text>
      )}
    </Box>
  );
}

function hostText({ run }: RunState): string {
  if (run === null) return '';
  const { cpu, cores } = run.fingerprint.host;
  return ` · ${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
}
