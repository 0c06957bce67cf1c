/// <reference types="vite/client" />

/** True in builds that may run on the in-browser fake bridge; the window's build contains none of it. */
declare const __FAKE_BRIDGE__: boolean;
