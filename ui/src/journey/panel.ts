import { store, useStore } from '../app/store';

/** What stands at the side instead of the inspector. */
export type Panel = 'publish' | 'compare' | 'history' | 'branch' | null;

const open = store<Panel>(null);

export const showPanel = (panel: Panel): void => open.set(panel);
export const usePanel = (): Panel => useStore(open);
