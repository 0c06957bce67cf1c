import { store, useStore } from '../app/store';

/** What stands at the side instead of the inspector. */
export type Panel = 'publish' | 'compare' | 'history' | 'branch' | null;

const open = store<Panel>(null);

export const showPanel = (panel: Panel): void => open.set(panel);
/** The side's element, which takes the keys when something is opened. */
export const SIDE = 'journey-side';

/** Puts the keys into the side, once it shows what was selected. */
export function enterSide(): void {
  requestAnimationFrame(() => {
    const side = document.getElementById(SIDE);
    const first = side?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"], button, input');
    (first ?? side)?.focus();
  });
}

export const usePanel = (): Panel => useStore(open);
