/** Renderers that draw on the CPU: real GL or Vulkan, but no GPU. */
const SOFTWARE = /llvmpipe|softpipe|swrast|swiftshader|lavapipe|software|basic render/i;

export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}

/** A device's name, saying where it is no GPU. */
export function deviceName(renderer: string): string {
  return isSoftwareRenderer(renderer) ? `${renderer} [software, no GPU]` : renderer;
}
