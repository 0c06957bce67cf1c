/** The agenda's pages and its wall: fetched right after the first picture, as whole screens are. */
export { AgendaItem } from './AgendaItem';
export { CouncilPresentation } from './present/CouncilPresentation';
