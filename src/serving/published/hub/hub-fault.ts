import { reasonOf } from '../../../datasets/catalogue/reason.js';
import { type HubPatience, hubClient } from './hub-client.js';
import { listRepository } from './hub-listing.js';

/** Why no endpoint can be asked for `repository`; nothing where one answers. */
export async function hubFault(
  repository: string,
  endpoints: readonly string[],
  patience: HubPatience,
): Promise<string | undefined> {
  const faults: string[] = [];
  for (const endpoint of endpoints) {
    const client = await hubClient(patience);
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
