import type { GlContext } from '../gpu-js.js';

export const INVALID_OPERATION = 0x0502;

/**
 * Waits for the driver.
 * @throws Error naming the GL error, such as 0x505 for memory, as results cannot be right then
 */
export function finish(context: GlContext, expected?: number): void {
  context.finish();
  for (let error = context.getError(); error !== 0; error = context.getError()) {
    if (error !== expected) throw new Error(`the GL driver reports error 0x${error.toString(16)}`);
  }
}
