import { Redo2, Undo2 } from 'lucide-react';
import { isTyping, useCommands } from '../app/commands';
import { HeaderActions, HeaderTools } from '../app/slots';
import { bridge } from '../bridge';
import { Button, Keycaps } from '../components/controls';
import { counted } from '../components/format';
import { StatusMark } from '../components/StatusMark';
import { nextVersion, useDraftAct, useDraftView } from './draft';
import { showPanel, usePanel } from './panel';
import { BranchMenu } from './publish/BranchMenu';

/** The draft in the window's header: how far it is from what is in force, and the way to publish it. */
export function Header({ locked }: { locked: boolean }) {
  const draft = useDraftView();
  const act = useDraftAct();
  const panel = usePanel();
  const undo = () => void act(bridge.draftUndo);
  const redo = () => void act(bridge.draftRedo);
  // In a field, undo is the field's own.
  const keysWhen = (target: EventTarget | null) => !isTyping(target);
  useCommands(() => [
    {
      id: 'journey.undo',
      label: 'Undo the last edit of the draft',
      group: 'Journey',
      keys: ['$mod+z'],
      when: () => !locked && draft.undo !== null,
      keysWhen,
      run: undo,
    },
    {
      id: 'journey.redo',
      label: 'Redo',
      group: 'Journey',
      keys: ['$mod+Shift+z', '$mod+y'],
      when: () => !locked && draft.redo !== null,
      keysWhen,
      run: redo,
    },
    {
      id: 'journey.publish',
      label: 'Publish the draft as a version',
      group: 'Journey',
      keys: ['$mod+s'],
      when: () => !locked,
      run: () => showPanel('publish'),
    },
    {
      id: 'journey.compare',
      label: 'Compare the draft with what is in force',
      group: 'Journey',
      run: () => showPanel('compare'),
    },
    { id: 'journey.history', label: 'Versions of the policy', group: 'Journey', run: () => showPanel('history') },
  ]);
  const version = nextVersion(draft);
  return (
    <>
      <HeaderTools>
        <BranchMenu locked={locked} />
        <Button
          kind="quiet"
          small
          icon
          aria-label={draft.undo === null ? 'Undo' : `Undo: ${draft.undo}`}
          isDisabled={locked || draft.undo === null}
          onPress={undo}
        >
          <Undo2 size={14} aria-hidden />
        </Button>
        <Button
          kind="quiet"
          small
          icon
          aria-label={draft.redo === null ? 'Redo' : `Redo: ${draft.redo}`}
          isDisabled={locked || draft.redo === null}
          onPress={redo}
        >
          <Redo2 size={14} aria-hidden />
        </Button>
        <Button
          kind="quiet"
          small
          aria-pressed={panel === 'compare'}
          onPress={() => showPanel(panel === 'compare' ? null : 'compare')}
        >
          Compare
        </Button>
        {draft.conflicts.length > 0 && (
          <Button kind="quiet" small onPress={() => showPanel('compare')}>
            <StatusMark status="risk" /> {counted(draft.conflicts.length, 'edit')} set aside
          </Button>
        )}
      </HeaderTools>
      <HeaderActions>
        {!locked && panel !== 'publish' && (
          <Button kind={panel === 'branch' ? 'plain' : 'primary'} onPress={() => showPanel('publish')}>
            Publish v{version} <Keycaps caps={['Ctrl', 'S']} />
          </Button>
        )}
      </HeaderActions>
    </>
  );
}
