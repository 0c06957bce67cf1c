import { describe, expect, it } from 'vitest';
import type { Command } from './commands';
import { menuGroups } from './menu';

const command = (id: string, group: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group,
  run: () => {},
  ...more,
});

describe('the window’s menu', () => {
  it('holds what the palette holds, with the screen’s own menus in the middle', () => {
    const menus = menuGroups([
      command('keys', 'Anywhere'),
      command('records', 'Go to'),
      command('open', 'Workspace'),
      command('light', 'Look'),
      command('copy', 'Record'),
      command('next', 'Review'),
    ]);
    expect(menus.map(({ label }) => label)).toEqual(['Workspace', 'Go to', 'Record', 'Review', 'Anywhere', 'Look']);
  });

  it('leaves out what is not possible now and what keys alone reach', () => {
    const menus = menuGroups([
      command('close', 'Workspace', { when: () => false }),
      command('open', 'Workspace'),
      command('down', 'Go to', { keysOnly: true }),
    ]);
    expect(menus).toEqual([{ label: 'Workspace', commands: [{ id: 'open', label: 'open' }] }]);
  });
});
