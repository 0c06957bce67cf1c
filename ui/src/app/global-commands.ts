import type { QueryClient } from '@tanstack/react-query';
import { bridge, type WorkspaceSummary } from '../bridge';
import { choosingActor } from './ActingAs';
import { addCommands, type Command } from './commands';
import { changeWorkspace } from './opening';
import { overlay } from './overlays';
import { router } from './router';
import { chooseTheme, type ThemeChoice } from './theme';
import { say, sayTrouble } from './toasts';
import { zoomIn, zoomOut, zoomReset } from './zoom';

const THEMES: [ThemeChoice, string][] = [
  ['system', 'Theme: as the system'],
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
  ['contrast', 'Theme: high contrast'],
];

/** What can be done from anywhere. */
export function addGlobalCommands(client: QueryClient): () => void {
  const opened = () => client.getQueryData<{ opened: unknown }>(['app'])?.opened != null;
  const goTo = (
    id: string,
    label: string,
    to: '/journey' | '/records' | '/exceptions' | '/review' | '/maturity' | '/settings' | '/import' | '/batches',
    keys: string[],
  ): Command => ({
    id,
    label,
    keys,
    group: 'Go to',
    when: opened,
    run: () => void router.navigate({ to }),
  });
  const into = (act: (args: object) => Promise<WorkspaceSummary | null>) => async () => {
    if (await changeWorkspace(client, () => act({}))) await router.navigate({ to: '/review', search: {} });
  };
  return addCommands([
    {
      id: 'app.palette',
      label: 'Search or run',
      group: 'Anywhere',
      keys: ['$mod+k'],
      keysOnly: true,
      run: () => overlay.set('palette'),
    },
    {
      id: 'app.keys',
      label: 'Show the keys',
      group: 'Anywhere',
      keys: ['Shift+?', '?'],
      run: () => overlay.set('keys'),
    },
    {
      id: 'app.zoom-in',
      label: 'Larger',
      group: 'Anywhere',
      keys: ['$mod+Equal', '$mod+Shift+Equal', '$mod++'],
      run: zoomIn,
    },
    { id: 'app.zoom-out', label: 'Smaller', group: 'Anywhere', keys: ['$mod+Minus'], run: zoomOut },
    { id: 'app.zoom-reset', label: 'Normal size', group: 'Anywhere', keys: ['$mod+Digit0'], run: zoomReset },
    goTo('go.journey', 'Journey', '/journey', ['g j']),
    goTo('go.records', 'Records', '/records', ['g c']),
    goTo('go.exceptions', 'Exceptions', '/exceptions', ['g e']),
    goTo('go.review', 'Review', '/review', ['g r']),
    goTo('go.maturity', 'Maturity', '/maturity', ['g m']),
    goTo('go.settings', 'Settings', '/settings', ['g s']),
    goTo('go.import', 'Import a CSV or XLSX', '/import', ['g i']),
    goTo('go.batches', 'Batches', '/batches', ['g b']),
    {
      id: 'workspace.acting',
      label: 'Act as somebody else',
      group: 'Workspace',
      when: opened,
      run: () => choosingActor.set(true),
    },
    {
      id: 'workspace.new',
      label: 'New workspace',
      group: 'Workspace',
      run: () => void router.navigate({ to: '/start', search: { making: true } }),
    },
    {
      id: 'workspace.open',
      label: 'Open a workspace',
      group: 'Workspace',
      keys: ['$mod+o'],
      run: into(bridge.workspaceOpen),
    },
    {
      id: 'workspace.sample',
      label: 'Open the sample workspace',
      group: 'Workspace',
      run: into(bridge.workspaceSample),
    },
    {
      id: 'workspace.backup',
      label: 'Back up the workspace now',
      group: 'Workspace',
      when: opened,
      run: () => {
        bridge
          .backupNow()
          .then(({ company }) => say(`${company} is backed up as it is now`))
          .then(() => client.invalidateQueries({ queryKey: ['app', 'backups'] }))
          .catch(sayTrouble);
      },
    },
    {
      id: 'workspace.backups',
      label: 'Backups',
      group: 'Workspace',
      run: () => void router.navigate({ to: '/start', search: { show: 'backups' } }),
    },
    {
      id: 'workspace.close',
      label: 'Close the workspace',
      group: 'Workspace',
      when: opened,
      run: () => {
        bridge
          .workspaceClose()
          .then(() => client.invalidateQueries({ queryKey: ['app'] }))
          .then(() => router.navigate({ to: '/start' }))
          .catch(sayTrouble);
      },
    },
    {
      id: 'app.quit',
      label: 'Quit Baton',
      group: 'Workspace',
      keys: ['$mod+q'],
      run: () => void bridge.quit().catch(sayTrouble),
    },
    ...THEMES.map(
      ([choice, label]): Command => ({ id: `theme.${choice}`, label, group: 'Look', run: () => chooseTheme(choice) }),
    ),
  ]);
}
