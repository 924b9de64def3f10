/** What the probe process found out about an engine that needs a graphics driver. */
export type GraphicsReport =
  | { readonly state: 'available'; readonly renderer: string }
  | { readonly state: 'no-package'; readonly name: string }
  | { readonly state: 'not-loading'; readonly message: string }
  | { readonly state: 'no-device'; readonly message: string };

/** Engines that are probed in a process of their own. */
export type GraphicsEngine = 'webgpu' | 'headlessgl';
