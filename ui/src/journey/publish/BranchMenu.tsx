import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { say, sayTrouble } from '../../app/toasts';
import { bridge } from '../../bridge';
import { Button } from '../../components/controls';
import { counted } from '../../components/format';
import { nextVersion, useDraftAct, useDraftView } from '../draft';
import { showPanel } from '../panel';

/** What the draft is called and how far it is from what is in force; behind it, everything that is done with a draft as a whole. */
export function BranchMenu({ locked }: { locked: boolean }) {
  const draft = useDraftView();
  const act = useDraftAct();
  const client = useQueryClient();
  const version = nextVersion(draft);
  const exportFile = () =>
    void bridge
      .policyExportFile()
      .then((path) => path !== null && say(`The policy is in ${path}`))
      .catch(sayTrouble);
  const specPages = () =>
    void bridge
      .specPdf()
      .then((path) => path !== null && say(`The build spec is in ${path}`))
      .catch(sayTrouble);
  const importFile = async () => {
    const view = await act(bridge.policyImportFile);
    if (view !== null) say('The draft is the policy of that file. Ctrl+Z brings back what was.');
    await client.invalidateQueries({ queryKey: ['draft'] });
  };
  const acts: { id: string; label: string; run: () => void; off?: boolean }[] = [
    ...draft.branches
      .filter((branch) => branch !== draft.branch)
      .map((branch) => ({
        id: `to ${branch}`,
        label: `Go to ${branch === 'main' ? 'the draft' : branch}`,
        run: () => void act(() => bridge.branchSwitch(branch)),
      })),
    { id: 'new', label: 'Begin a branch', run: () => showPanel('branch'), off: locked },
    ...(draft.branch === 'main'
      ? []
      : [
          {
            id: 'remove',
            label: `Remove ${draft.branch}`,
            run: () => void act(() => bridge.branchRemove(draft.branch)),
            off: locked,
          },
        ]),
    {
      id: 'discard',
      label: `Discard the edits since v${draft.base}`,
      run: () => void act(bridge.draftDiscard),
      off: locked || draft.edits === 0,
    },
    { id: 'history', label: 'Versions of the policy', run: () => showPanel('history') },
    { id: 'export', label: 'Export the policy to a file', run: exportFile },
    { id: 'spec', label: 'Print the build spec of the draft', run: specPages },
    { id: 'import', label: 'Import a policy from a file', run: () => void importFile(), off: locked },
  ];
  return (
    <MenuTrigger>
      <Button kind="plain" small>
        <b>{draft.branch === 'main' ? `v${version} draft` : draft.branch}</b>{' '}
        <span className="t-2 num">
          {draft.edits === 0 ? `as v${draft.base}` : `${counted(draft.edits, 'edit')} since v${draft.base}`}
        </span>
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Popover className="menu" offset={6} placement="bottom start">
        <Menu
          className="menu__list"
          disabledKeys={acts.filter(({ off }) => off).map(({ id }) => id)}
          onAction={(id) => acts.find((one) => one.id === id)?.run()}
        >
          {acts.map(({ id, label }) => (
            <MenuItem key={id} id={id} className="menu__item">
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
