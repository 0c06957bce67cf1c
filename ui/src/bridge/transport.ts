import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Progress } from './types';

/** What carries a command to the backend and an event back. The window's is Tauri's; pages without a window get a fake one. */
export interface Transport {
  call(command: string, args: Record<string, unknown>, onProgress?: (progress: Progress) => void): Promise<unknown>;
  on(event: string, handler: (payload: unknown) => void): Promise<() => void>;
}

const window_: Transport = {
  call(command, args, onProgress) {
    if (onProgress === undefined) return invoke(command, args);
    const channel = new Channel<Progress>();
    channel.onmessage = onProgress;
    return invoke(command, { ...args, onProgress: channel });
  },
  on: (event, handler) => listen(event, ({ payload }) => handler(payload)),
};

let current: Transport = window_;

/** Replaces the window's transport; for pages that run outside it. */
export function setTransport(transport: Transport): void {
  current = transport;
}

export function transport(): Transport {
  return current;
}

/** True inside Baton's own window. */
export function insideWindow(): boolean {
  return '__TAURI_INTERNALS__' in window;
}
