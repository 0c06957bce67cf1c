import type { Command } from '../app/commands';
import type { FormKind } from './ActForm';
import type { Cadence, PaneTab } from './place';

interface Doings {
  /** A list is shown, and it has cases. */
  listed: boolean;
  /** What acts would go to is open. */
  open: boolean;
  /** Several cases are marked. */
  many: boolean;
  canUndo: boolean;
  /** A form is open. */
  form: boolean;
  step: (by: number) => void;
  act: (kind: FormKind) => void;
  override: () => void;
  tab: (tab: PaneTab) => void;
  mark: () => void;
  unmark: () => void;
  openRecord: () => void;
  undo: () => void;
  filter: () => void;
  make: () => void;
  exportCases: () => void;
  view: (view: Cadence) => void;
}

/** Enter is a button's own while one has the focus, and a field's while somebody types. */
const isFree = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest('button, a, input, textarea, select, [role="grid"], [role="tab"]') === null;

/** Everything that can be done at the desk, for the palette, the key sheet and the menus. */
export function deskCommands(desk: Doings): Command[] {
  const listed = () => desk.listed;
  const one = () => desk.listed && !desk.many;
  const onOpen = () => desk.listed && desk.open;
  const command = (id: string, label: string, keys: string[], when: () => boolean, run: () => void): Command => ({
    id: `exceptions.${id}`,
    label,
    group: 'Exceptions',
    keys,
    when,
    run,
  });
  return [
    { ...command('next', 'Next case', ['j'], listed, () => desk.step(1)), keysOnly: true },
    { ...command('previous', 'Previous case', ['k'], listed, () => desk.step(-1)), keysOnly: true },
    command('assign', 'Assign', ['a'], onOpen, () => desk.act('assign')),
    command('severity', 'Set the severity', ['s'], onOpen, () => desk.act('severity')),
    command('dispute', 'Dispute', ['d'], onOpen, () => desk.act('dispute')),
    command('override', 'Override', ['o'], () => onOpen() && !desk.many, desk.override),
    command('resolve', 'Resolve', ['r'], onOpen, () => desk.act('resolve')),
    command(
      'reopen',
      'Reopen',
      [],
      () => one() && !desk.open,
      () => desk.act('reopen'),
    ),
    command('note', 'Note', ['n'], listed, () => desk.act('note')),
    { ...command('record', 'Open the record', ['Enter'], one, desk.openRecord), keysWhen: isFree },
    command('mark', 'Mark the case, or unmark it', ['x'], listed, desk.mark),
    {
      ...command('unmark', 'Unmark all cases', ['Escape'], () => desk.many && !desk.form, desk.unmark),
      keysWhen: isFree,
    },
    command('undo', 'Take the last act back', ['$mod+z'], () => desk.canUndo, desk.undo),
    command('filter', 'Filter cases by text', ['/'], listed, desk.filter),
    command('evidence', 'Evidence of the case', [], one, () => desk.tab('evidence')),
    command('notes', 'Notes of the case', [], one, () => desk.tab('notes')),
    command('audit', 'Audit trail of the case', [], one, () => desk.tab('audit')),
    command('new', 'New exception', [], () => true, desk.make),
    command('export', 'Export these cases as CSV', [], listed, desk.exportCases),
    command(
      'daily',
      'Daily triage',
      [],
      () => true,
      () => desk.view('daily'),
    ),
    command(
      'weekly',
      'The week of the desk',
      [],
      () => true,
      () => desk.view('weekly'),
    ),
    command(
      'monthly',
      'The month of the desk',
      [],
      () => true,
      () => desk.view('monthly'),
    ),
  ];
}
