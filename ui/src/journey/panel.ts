import { store, useStore } from '../app/store';

/** What stands at the side instead of the inspector. */
export type Panel = 'publish' | 'compare' | 'history' | null;

const open = store<Panel>(null);

export const showPanel = (panel: Panel): void => open.set(panel);
export const usePanel = (): Panel => useStore(open);
