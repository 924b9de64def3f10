import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';

export default class DatasetsConvert extends BaseCommand {
  static override summary = 'Write the vectors of one file in another format';

  static override description =
    'The extensions say which formats. Reads .fvecs, .bvecs, .ivecs, .fbin, .u8bin, .i8bin, .npy, .hdf5, .parquet, ' +
    '.csv, .tsv and .json (arrays of numbers by name or in an array), with file#name for a dataset of an HDF5 file, ' +
    'columns of a table or a name in a JSON document; writes all of these but Parquet and JSON. Numbers are float32, ' +
    'or what the new format holds: what that would change is refused. A few megabytes are in memory at a time, and the ' +
    'new file appears when it is complete.';

  static override examples = [
    {
      description: 'What big-ann-benchmarks reads, as NumPy reads it',
      command: '<%= config.bin %> <%= command.id %> base.fbin base.npy',
    },
    {
      description: 'The queries of an ann-benchmarks file',
      command: '<%= config.bin %> <%= command.id %> glove-100-angular.hdf5#test queries.fvecs',
    },
    {
      description: 'Word vectors that lie under one name of a document',
      command: '<%= config.bin %> <%= command.id %> words.json#vectors words.npy',
    },
  ];

  static override args = {
    in: Args.string({ description: 'File of vectors', required: true }),
    out: Args.string({ description: 'File to write; one that is there is replaced', required: true }),
  };

  async run(): Promise<unknown> {
    const { args } = await this.parse(DatasetsConvert);
    const { convertVectors } = await import('../../cli/convert-vectors.js');
    const converted = await convertVectors(args.in, args.out, this.jsonEnabled());
    const { to, n, d } = converted;
    if (!this.jsonEnabled()) process.stderr.write(`${to}: ${n} x ${d}\n`);
    return { schemaVersion: 1, partial: false, exitCode: 0, verdict: 'ok', ...converted };
  }
}
