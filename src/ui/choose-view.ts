export const UI_CHOICES = ['auto', 'live', 'plain', 'none'] as const;

type UiChoice = (typeof UI_CHOICES)[number];
export type ViewKind = Exclude<UiChoice, 'auto'>;

/** What is asked of the stream the view writes to. */
export interface ScreenStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

export interface ChoiceInput {
  readonly ui: UiChoice;
  readonly json: boolean;
  readonly stream: ScreenStream;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Which view to open. `live` is drawn only where cursor movements are understood, even when asked for: elsewhere it
 * would fill a pipe, a log or a terminal of no size with escape sequences, so it becomes `plain`.
 */
export function chooseView({ ui, json, stream, env = process.env }: ChoiceInput): ViewKind {
  if (ui === 'none' || ui === 'plain') return ui;
  if (ui === 'auto' && json) return 'none';
  return canRedraw(stream) && env.TERM !== 'dumb' && !inContinuousIntegration(env) ? 'live' : 'plain';
}

function canRedraw({ isTTY, columns, rows }: ScreenStream): boolean {
  return isTTY === true && (columns ?? 0) > 0 && (rows ?? 0) > 0;
}

/** As Ink sees it: there it withholds every frame but the last. */
function inContinuousIntegration(env: Readonly<Record<string, string | undefined>>): boolean {
  return [env.CI, env.CONTINUOUS_INTEGRATION].some(
    (value) => value !== undefined && value !== '0' && value !== 'false',
  );
}
