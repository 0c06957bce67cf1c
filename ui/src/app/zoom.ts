import { setWindowZoom } from '../bridge/window';
import { remember, remembered, store, useStore } from './store';

/** Percent; steps of ten between half and three times the size. */
const SMALLEST = 50;
const LARGEST = 300;
const STEP = 10;

export function clampZoom(percent: number): number {
  if (!Number.isFinite(percent)) return 100;
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(percent / STEP) * STEP));
}

const zoom = store(clampZoom(Number(remembered('zoom') ?? '100')));

function set(percent: number): void {
  zoom.set(clampZoom(percent));
  remember('zoom', String(zoom.get()));
  setWindowZoom(zoom.get() / 100);
}

export function startZoom(): void {
  if (zoom.get() !== 100) setWindowZoom(zoom.get() / 100);
}

export const zoomIn = (): void => set(zoom.get() + STEP);
export const zoomOut = (): void => set(zoom.get() - STEP);
export const zoomReset = (): void => set(100);
export const useZoom = (): number => useStore(zoom);
