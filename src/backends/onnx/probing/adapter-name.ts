/** Keeps the GPU object: Dawn ends the process where it is collected while an adapter is in use. */
const kept: unknown[] = [];

interface Adapter {
  readonly info: { readonly vendor: string; readonly device: string; readonly description: string };
}

interface Dawn {
  create(flags: readonly string[]): {
    requestAdapter(options: object): Promise<Adapter | null>;
  };
}

/**
 * The adapter a request for speed is given, which ONNX Runtime makes as well but does not tell of: the package `webgpu`
 * is Dawn too and says its name. Undefined where that package is not installed.
 */
export async function webGpuAdapterName(): Promise<string | undefined> {
  try {
    const dawn = (await import('webgpu' as string)) as Dawn;
    const gpu = dawn.create([]);
    kept.push(gpu);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) return undefined;
    const { description, device, vendor } = adapter.info;
    return [description, device, vendor].find((name) => name !== '');
  } catch {
    return undefined;
  }
}
