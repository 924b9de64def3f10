/** Where models are published, the best first: `HF_ENDPOINT` where that is set, as for other programs, else the hub and a mirror. */
export function hubEndpoints(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const chosen = env.HF_ENDPOINT;
  if (chosen !== undefined && chosen !== '') return [chosen.replace(/\/+$/, '')];
  return ['https://huggingface.co', 'https://hf-mirror.com'];
}
