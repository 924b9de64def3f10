import type { Corpus } from './corpus.js';

/** As many documents on as many subjects as the service had whose load tests are published. No network is needed. */
export const corpus: Corpus = {
  name: 'animals',
  identity: 'animals:1',
  passages: [
    {
      title: 'Cats',
      text: 'Cats are small carnivores that people keep as pets. They sleep for most of the day and hunt mice at night.',
    },
    {
      title: 'Dogs',
      text: 'Dogs were the first animals to live with humans. They are loyal, bark at strangers and like to be taken for walks.',
    },
    {
      title: 'Hummingbirds',
      text: 'Hummingbirds are tiny birds that can hover in the air, beating their wings up to eighty times a second to drink nectar.',
    },
  ],
};
