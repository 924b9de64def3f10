/**
 * The part of node-llama-cpp 3 that is used here. The package holds llama.cpp compiled for several kinds of devices, some
 * 700 MB, and is no dependency: who serves a GGUF file installs it beside this one.
 */
export interface NodeLlamaCpp {
  getLlama(options: {
    readonly gpu: false;
    /** Compiles nothing: a build that came with the package, or none. */
    readonly build: 'never';
    readonly logLevel: 'error';
    readonly progressLogs: false;
    readonly maxThreads: number;
  }): Promise<Llama>;
}

export interface Llama {
  loadModel(options: { readonly modelPath: string; readonly gpuLayers: 0 }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  readonly tokens: { readonly bos: number | null; readonly shouldPrependBosToken: boolean };
  /** @param specialTokens whether text such as `</s>` stands for the token; what users write must not */
  tokenize(text: string, specialTokens: false): number[];
  detokenize(tokens: readonly number[], specialTokens: false): string;
  isEogToken(token: number): boolean;
  createContext(options: {
    readonly sequences: number;
    /** Of each sequence. */
    readonly contextSize: number;
    readonly threads: number;
  }): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

export interface LlamaContext {
  /** Of each sequence. */
  readonly contextSize: number;
  getSequence(): LlamaSequence;
}

/** One text under way. What several evaluate at once goes through the model as one batch. */
export interface LlamaSequence {
  evaluate(tokens: number[], options: { readonly temperature: 0 }): AsyncIterable<number>;
  clearHistory(): Promise<void>;
}
