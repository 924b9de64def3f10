/** The device went away: the driver was reset or ended, or the adapter removed. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
  constructor(device: string, message: string, options?: ErrorOptions) {
    super(`lost the device ${device}: ${oneLine(message)}; run again, with fewer rows if it recurs`, options);
  }
}

export class DeviceMemoryError extends Error {
  override readonly name = 'DeviceMemoryError';
  constructor(device: string, message: string, options?: ErrorOptions) {
    super(`out of memory on ${device}: ${oneLine(message)}; stream with --memory`, options);
  }
}

/** The device refused or failed some work, which its limits should have ruled out. */
export class DeviceFaultError extends Error {
  override readonly name = 'DeviceFaultError';
  constructor(device: string, message: string, options?: ErrorOptions) {
    super(`${device} refused work: ${oneLine(message)}`, options);
  }
}

function oneLine(message: string): string {
  return message.trim().split('\n')[0]?.slice(0, 300) || 'no reason given';
}
