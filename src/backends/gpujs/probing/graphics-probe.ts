import { askProcess } from '../../shared/ask-process.js';
import { builtEntry } from '../../shared/built-entry.js';
import type { GraphicsEngine, GraphicsReport } from './graphics-report.js';

/** A driver's line on stderr that says what is wrong, shorn of its prefix. */
function complaint(stderr: string): string | undefined {
  const line = stderr.split('\n').find((text) => /^(Warning|ERR):/.test(text));
  return line?.replace(/^(Warning|ERR): (\S+\.cpp:\d+ )?/, '').trim();
}

/** Asks a process of its own about a graphics driver; what that prints becomes a part of the reason. */
export async function probeGraphics(engine: GraphicsEngine): Promise<GraphicsReport> {
  const entry = builtEntry(import.meta.url, './probe-process.js');
  const { answer, stderr, end } = await askProcess<GraphicsReport>(entry, [engine]);
  const why = complaint(stderr);
  if (answer === undefined) {
    return {
      state: 'no-device',
      message: `the process that asked the graphics driver ${why === undefined ? end : `ended: ${why}`}`,
    };
  }
  if (answer.state !== 'no-device' || why === undefined) return answer;
  return { state: 'no-device', message: `${answer.message} (${why})` };
}
