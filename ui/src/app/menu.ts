import { bridge, type MenuGroup, onMenuChosen } from '../bridge';
import { allCommands, type Command, followCommands, isPossible, runCommand } from './commands';

/** Menus that are always there come first and last; those of the shown screen stand between them. */
const FIRST = ['Workspace', 'Go to'];
const LAST = ['Look', 'Anywhere'];

/** The window's menus: the palette's commands as they are possible now, by group. */
export function menuGroups(commands: readonly Command[]): MenuGroup[] {
  const groups = new Map<string, MenuGroup>(FIRST.map((label) => [label, { label, commands: [] }]));
  const shown = commands.filter((command) => !command.keysOnly && isPossible(command));
  const last = shown.filter(({ group }) => LAST.includes(group));
  for (const { id, label, group } of [...shown.filter((command) => !last.includes(command)), ...last]) {
    const menu = groups.get(group) ?? { label: group, commands: [] };
    menu.commands.push({ id, label });
    groups.set(group, menu);
  }
  return [...groups.values()].filter((menu) => menu.commands.length > 0);
}

/** What a person does may make a command possible; the menus follow within this many milliseconds. */
const FOLLOW_MS = 150;

/** Shows the commands in the window's own menu and runs what is chosen there. */
export function startMenu(): void {
  let told = '';
  let waiting = false;
  const tell = () => {
    waiting = false;
    const groups = menuGroups(allCommands());
    const now = JSON.stringify(groups);
    if (now === told) return;
    told = now;
    // A window without a menu is no trouble to anybody: the palette has the same commands.
    bridge.menuShow(groups).catch(() => {});
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(tell, FOLLOW_MS);
  };
  followCommands(soon);
  for (const event of ['pointerup', 'keyup', 'hashchange']) window.addEventListener(event, soon);
  onMenuChosen(runCommand);
  soon();
}
