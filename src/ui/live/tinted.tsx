import { Text } from 'ink';
import type { ReactElement } from 'react';
import type { Tint } from '../../results/display/paint.js';

const PROPS = {
  bold: { bold: true },
  dim: { dimColor: true },
  red: { color: 'red' },
  green: { color: 'green' },
  yellow: { color: 'yellow' },
  blue: { color: 'blue' },
  magenta: { color: 'magenta' },
  cyan: { color: 'cyan' },
} as const satisfies Record<Tint, object>;

export function Tinted({ text, tint }: { text: string; tint?: Tint | undefined }): ReactElement {
  return <Text {...(tint === undefined ? {} : PROPS[tint])}>{text}</Text>;
}
