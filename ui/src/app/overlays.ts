import { store } from './store';

/** Which of the window's own overlays is open. */
export type Overlay = 'palette' | 'keys' | null;

export const overlay = store<Overlay>(null);
export const closeOverlay = (): void => overlay.set(null);
