import type { Tf } from '../runtime.js';

/**
 * Loads tfjs-core with its banners and re-registration warnings off. They go to the console unless the flag is set
 * before a backend is imported.
 */
export async function loadQuietCore(): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core');
  tf.env().set('PROD', true);
  return tf;
}
