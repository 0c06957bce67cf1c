import type { Command } from '../app/commands';

interface Doings {
  /** A figure is selected and its table is shown. */
  has: boolean;
  signals: boolean;
  narrow: boolean;
  paneOpen: boolean;
  /** The council's part is there and may be written in. */
  council: boolean;
  move: (down: number, right: number) => void;
  nextSignal: () => void;
  open: () => void;
  filter: () => void;
  month: (by: number) => void;
  item: (by: number) => void;
  basis: () => void;
  clock: () => void;
  pane: (open: boolean) => void;
  sides: () => void;
  decide: () => void;
  present: () => void;
  close: () => void;
  round: (page: 'weekly' | 'quarterly') => void;
}

/** Everything that can be done on the review, for the palette, the key sheet and the menus. */
export function reviewCommands(review: Doings): Command[] {
  const command = (id: string, label: string, keys: string[], run: () => void, when?: () => boolean): Command => ({
    id: `review.${id}`,
    label,
    group: 'Review',
    keys,
    run,
    ...(when && { when }),
  });
  const has = () => review.has;
  const byKeys = (one: Command): Command => ({ ...one, keysOnly: true });
  return [
    byKeys(command('down', 'Next handoff', ['j'], () => review.move(1, 0), has)),
    byKeys(command('up', 'Previous handoff', ['k'], () => review.move(-1, 0), has)),
    byKeys(command('right', 'Next figure', ['l'], () => review.move(0, 1), has)),
    byKeys(command('left', 'Previous figure', ['h'], () => review.move(0, -1), has)),
    command('signal', 'Next signal', ['n'], review.nextSignal, () => review.signals),
    command('open', 'Open the records behind the figure', ['o'], review.open, has),
    command('filter', 'Filter handoffs', ['/', 'Shift+/'], review.filter, has),
    command('next-month', 'Next month', [']'], () => review.month(1)),
    command('previous-month', 'Previous month', ['['], () => review.month(-1)),
    command('next-item', 'Next item of the agenda', ['.'], () => review.item(1)),
    command('previous-item', 'Previous item of the agenda', [','], () => review.item(-1)),
    command('basis', 'Count by cohort or by period', ['b'], review.basis),
    command('clock', 'Measure in business or elapsed time', ['t'], review.clock),
    command('decide', 'Make a decision of the figure', ['d'], review.decide, () => review.council),
    command('side', 'Figure, or decisions and actions', ['s'], review.sides),
    command('close', 'Notes, attendance and sign-off', [], review.close),
    command('weekly', 'Missed handoffs of the last week', [], () => review.round('weekly')),
    command('quarterly', 'Criteria update after the last quarter', [], () => review.round('quarterly')),
    command('present', 'Present the review', ['p'], review.present, () => review.council),
    command(
      'pane',
      'Show the side pane',
      ['i'],
      () => review.pane(!review.paneOpen),
      () => review.narrow,
    ),
    byKeys(
      command(
        'pane-close',
        'Close the side pane',
        ['Escape'],
        () => review.pane(false),
        () => review.narrow && review.paneOpen,
      ),
    ),
  ];
}
