import type { MapLayout, Place } from '../../bridge';
import type { Item } from '../selection';
import type { Box } from './geometry';

/** A stage or badge on the map; lanes are no boxes. */
export interface MapBox extends Box {
  item: Item;
}

export const idOf = ({ noun, key }: Item): string => `${noun}:${key}`;

export function itemOf(id: string): Item {
  const at = id.indexOf(':');
  return { noun: id.slice(0, at) as Item['noun'], key: id.slice(at + 1) };
}

/** Everything on the map, in its order. */
export function boxesOf(layout: MapLayout): MapBox[] {
  const box = (item: Item, area: Box['area']): MapBox => ({ id: idOf(item), item, area });
  return [
    ...layout.stages.map(({ key, area }) => box({ noun: 'stage', key }, area)),
    ...layout.handoffs.map(({ key, badge }) => box({ noun: 'handoff', key }, badge)),
  ];
}

export type Moved = ReadonlyMap<string, { x: number; y: number }>;

/** Where a place of the policy's layout is, in whole pixels. */
export const placeAt = ({ x, y }: { x: number; y: number }): Pick<Place, 'x' | 'y'> => ({
  x: Math.round(x),
  y: Math.round(y),
});
