/** One table of words for what the backend refuses. A code exists only where the screen can act on it. */

import type { DoorError, ErrorCode } from './types';

/** An error as screens show it: what happened, and one thing to do about it. */
export type Trouble = { title: string; message: string; details: string | null; code: ErrorCode };

const TITLES: Record<ErrorCode, string> = {
  no_workspace: 'No workspace is open',
  not_found: 'This is no longer here',
  not_a_workspace: 'This file is not a Baton workspace',
  newer_file: 'This workspace was made by a newer Baton',
  damaged: 'This workspace file is damaged',
  read_only: 'This workspace is open for reading only',
  cancelled: 'Cancelled',
  invalid: 'This cannot be used as it is',
  conflict: 'Somebody else changed this first',
  io: 'The file could not be read or written',
  unexpected: 'That did not work',
};

function isDoorError(value: unknown): value is DoorError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** Whatever a failed command threw, in words. Unknown kinds keep their message and say that nothing was lost. */
export function trouble(error: unknown): Trouble {
  if (isDoorError(error)) {
    return {
      title: TITLES[error.code] ?? TITLES.unexpected,
      message: error.message,
      details: error.details ?? null,
      code: error.code,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: TITLES.unexpected,
    message: 'Baton met something it did not expect. Your workspace is as it was; try again, or open it anew.',
    details: message,
    code: 'unexpected',
  };
}

export function wasCancelled(error: unknown): boolean {
  return isDoorError(error) && error.code === 'cancelled';
}
