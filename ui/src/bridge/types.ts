/** The values that cross the bridge, as generated from the Rust types, and names that the view gives to parts of them. */

export type * from './generated/types';
