import { reasonOf } from '../../../datasets/catalogue/reason.js';
import { type Patience, webClient } from '../../../datasets/sources/web-client.js';
import { listRepository } from './hub-listing.js';

/** Why no endpoint can be asked for `repository`; nothing where one answers. */
export async function hubFault(
  repository: string,
  endpoints: readonly string[],
  patience: Patience,
): Promise<string | undefined> {
  const faults: string[] = [];
  for (const endpoint of endpoints) {
    const client = await webClient(patience);
    try {
      await listRepository(client, endpoint, repository, new AbortController().signal);
      return undefined;
    } catch (error) {
      faults.push(`${new URL(endpoint).host}: ${reasonOf(error)}`);
    } finally {
      await client.close();
    }
  }
  return faults.join('; ');
}
