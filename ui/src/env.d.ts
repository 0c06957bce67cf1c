/// <reference types="vite/client" />

/** True in builds that may run on the in-browser fake bridge; the window's build contains none of it. */
declare const __FAKE_BRIDGE__: boolean;

declare module 'virtual:third-party' {
  /** The work of others that the window is built with, by name. */
  const parts: readonly { name: string; version: string; licence: string; text: string }[];
  export default parts;
}
