import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { keyBindings, useAllCommands } from './commands';

/** Puts the keys of all registered commands on the window. */
export function useKeyboard(): void {
  const commands = useAllCommands();
  useEffect(() => tinykeys(window, keyBindings(commands)), [commands]);
}
