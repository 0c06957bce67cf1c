import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** Places in the header that the shown screen fills. */
export interface Slots {
  crumbs: HTMLElement | null;
  tools: HTMLElement | null;
  actions: HTMLElement | null;
}

export const SlotContext = createContext<Slots>({ crumbs: null, tools: null, actions: null });

interface InProps {
  children: ReactNode;
}

function Into({ slot, children }: InProps & { slot: keyof Slots }) {
  const element = useContext(SlotContext)[slot];
  return element === null ? null : createPortal(children, element);
}

/** After the screen's name: `L-48213`, `12 of 156`. Text, links and `<b>` for where one is. */
export const HeaderCrumbs = ({ children }: InProps) => <Into slot="crumbs">{children}</Into>;
/** After the breadcrumb: what the screen looks at, such as its month. */
export const HeaderTools = ({ children }: InProps) => <Into slot="tools">{children}</Into>;
/** At the right end: what can be done here; at most one filled button. */
export const HeaderActions = ({ children }: InProps) => <Into slot="actions">{children}</Into>;
