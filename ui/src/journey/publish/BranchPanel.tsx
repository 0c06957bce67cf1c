import { useState } from 'react';
import { say } from '../../app/toasts';
import { bridge } from '../../bridge';
import { Button, Field } from '../../components/controls';
import { useDraftAct, useDraftView } from '../draft';
import { showPanel } from '../panel';
import { SidePanel } from './SidePanel';

/** Another draft beside this one, to try something out. */
export function BranchPanel() {
  const draft = useDraftView();
  const act = useDraftAct();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const wanted = name.trim();
  const wrong =
    wanted === ''
      ? 'Give it a name, such as Faster acceptance.'
      : draft.branches.includes(wanted)
        ? 'There is a branch with this name already.'
        : null;
  const make = async () => {
    setAsked(true);
    if (wrong !== null) return;
    if ((await act(() => bridge.branchNew(wanted))) === null) return;
    say(`You are on ${wanted} now; ${draft.branch === 'main' ? 'the draft' : draft.branch} stays as it is`);
    showPanel(null);
  };
  return (
    <SidePanel
      title="A branch to try something out"
      foot={
        <Button kind="primary" onPress={() => void make()}>
          Begin the branch
        </Button>
      }
    >
      <p className="t-2">
        It begins as the draft is now. What you change in it stays in it, until you publish it or go back.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field
          label="Name"
          value={name}
          onChange={setName}
          error={asked ? wrong : null}
          placeholder="Faster acceptance"
        />
      </form>
    </SidePanel>
  );
}
