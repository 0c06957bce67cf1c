import { getCurrentWebview } from '@tauri-apps/api/webview';
import { insideWindow } from './transport';

/** Enlarges the whole view; 1 = as designed. */
export function setWindowZoom(factor: number): void {
  if (insideWindow()) void getCurrentWebview().setZoom(factor);
  else document.documentElement.style.setProperty('zoom', String(factor));
}
