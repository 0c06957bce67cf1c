import { getCurrentWebview } from '@tauri-apps/api/webview';
import { insideWindow } from './transport';

/** Enlarges the whole view; 1 = as designed. */
export function setWindowZoom(factor: number): void {
  if (insideWindow()) void getCurrentWebview().setZoom(factor);
  else document.documentElement.style.setProperty('zoom', String(factor));
}

/** Files dragged over and dropped on the window, by path: only the window knows where a dropped file lies. */
export function onFilesDropped(dropped: (paths: string[]) => void, over: (hovering: boolean) => void): () => void {
  if (!insideWindow()) return () => {};
  let stop: (() => void) | null = null;
  let stopped = false;
  void getCurrentWebview()
    .onDragDropEvent(({ payload }) => {
      if (payload.type === 'drop') dropped(payload.paths);
      over(payload.type === 'enter' || payload.type === 'over');
    })
    .then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
  return () => {
    stopped = true;
    stop?.();
  };
}
