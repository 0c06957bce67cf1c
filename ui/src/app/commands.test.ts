// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addCommands,
  allCommands,
  type Command,
  isPlainKey,
  isPossible,
  keyBindings,
  keyCaps,
  runCommand,
} from './commands';
import { keyGroups } from './KeySheet';

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Test',
  run: vi.fn(),
  ...more,
});
const removers: (() => void)[] = [];
const add = (...commands: Command[]) => removers.push(addCommands(commands));
afterEach(() => {
  for (const remove of removers.splice(0)) remove();
});
const press = (key: string, target: EventTarget = document.body) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true });
  Object.defineProperty(event, 'target', { value: target });
  keyBindings(allCommands())[key]?.(event);
  return event;
};

describe('the command registry', () => {
  it('runs a command by id, and only while it is possible', () => {
    const free = command('free');
    const barred = command('barred', { when: () => false });
    add(free, barred);
    runCommand('free');
    runCommand('barred');
    expect(free.run).toHaveBeenCalledOnce();
    expect(barred.run).not.toHaveBeenCalled();
  });

  it('forgets a screen’s commands when the screen goes', () => {
    const remove = addCommands([command('gone')]);
    remove();
    expect(allCommands().map(({ id }) => id)).not.toContain('gone');
  });

  it('gives a key to the command that came last and is possible', () => {
    const first = command('first', { keys: ['j'] });
    const last = command('last', { keys: ['j'] });
    const impossible = command('impossible', { keys: ['j'], when: () => false });
    add(first, last, impossible);
    expect(press('j').defaultPrevented).toBe(true);
    expect(last.run).toHaveBeenCalledOnce();
    expect(first.run).not.toHaveBeenCalled();
  });

  it('leaves letters to fields', () => {
    const one = command('one', { keys: ['j'] });
    add(one);
    expect(press('j', document.createElement('input')).defaultPrevented).toBe(false);
    expect(one.run).not.toHaveBeenCalled();
  });

  it('lists on the key sheet what has keys and is possible now', () => {
    const groups = keyGroups([
      command('a', { keys: ['a'] }),
      command('b'),
      command('c', { keys: ['c'], when: () => false }),
    ]);
    expect(groups.map(([group, members]) => [group, members.map(({ id }) => id)])).toEqual([['Test', ['a']]]);
  });
});

describe('keys', () => {
  it.each<[string, boolean]>([
    ['j', true],
    ['g r', true],
    ['Shift+?', true],
    ['$mod+k', false],
    ['Escape', false],
  ])('%s alone is a plain key: %s', (keys, plain) => expect(isPlainKey(keys)).toBe(plain));

  it.each<[string, string[]]>([
    ['$mod+k', ['Ctrl', 'K']],
    ['g r', ['G', 'R']],
    ['Shift+?', ['?']],
    ['$mod+Shift+z', ['Ctrl', 'Shift', 'Z']],
    ['ArrowDown', ['↓']],
  ])('%s is written on caps', (keys, caps) => expect(keyCaps(keys)).toEqual(caps));
});

it('keys that a field has for itself at the moment are the field’s; the command stays possible elsewhere', () => {
  const ran: string[] = [];
  const undo = {
    id: 'undo',
    label: 'Undo',
    group: 'Here',
    keys: ['$mod+z'],
    keysWhen: (target: EventTarget | null) => !(target instanceof HTMLInputElement),
    run: () => ran.push('undo'),
  };
  const press = (target: EventTarget) =>
    keyBindings([undo])['$mod+z']?.({
      target,
      defaultPrevented: false,
      preventDefault() {},
    } as unknown as KeyboardEvent);
  press(document.createElement('input'));
  expect(ran).toEqual([]);
  expect(isPossible(undo)).toBe(true);
  press(document.body);
  expect(ran).toEqual(['undo']);
});
