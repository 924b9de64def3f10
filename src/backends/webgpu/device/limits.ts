/** What a device allows, in bytes and counts. */
export interface GpuLimits {
  readonly bufferBytes: number;
  /** Most of a buffer that a kernel may see at once. */
  readonly bindingBytes: number;
  readonly workgroupBytes: number;
  readonly workgroupsPerDimension: number;
}

/** All that the adapter has: devices get the least a browser may have unless more is asked for. */
export function requiredLimits({ limits }: GPUAdapter): Record<string, number> {
  const { maxBufferSize, maxStorageBufferBindingSize } = limits;
  const { maxComputeWorkgroupStorageSize, maxComputeWorkgroupsPerDimension } = limits;
  return {
    maxBufferSize,
    maxStorageBufferBindingSize,
    maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension,
  };
}

export function limitsOf({ limits }: GPUDevice): GpuLimits {
  return {
    // Of a size that is no multiple of four no buffer can be copied whole.
    bufferBytes: limits.maxBufferSize - (limits.maxBufferSize % 256),
    bindingBytes: limits.maxStorageBufferBindingSize - (limits.maxStorageBufferBindingSize % 256),
    workgroupBytes: limits.maxComputeWorkgroupStorageSize,
    workgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
  };
}
