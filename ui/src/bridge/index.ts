export { BLANK_FIELD, BLANK_HANDOFF, BLANK_POLICY, BLANK_TIER } from './blank';
export { bridge, type CellAddress, type Lens, onMenuChosen, onWorkspaceChanged } from './commands';
export { type Trouble, trouble, wasCancelled } from './errors';
export type * from './types';
export { learnClock, wallTime } from './zones';
