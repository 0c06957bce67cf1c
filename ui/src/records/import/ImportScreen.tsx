import { useNavigate } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { arrivals, takeArrivals } from '../../app/arrivals';
import { useCommands } from '../../app/commands';
import { HeaderActions, HeaderCrumbs } from '../../app/slots';
import { useStore } from '../../app/store';
import { say } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge } from '../../bridge';
import { Button } from '../../components/controls';
import { counted } from '../../components/format';
import { EmptyState } from '../../components/states';
import { CheckStep } from './CheckStep';
import { FileStep } from './FileStep';
import css from './import.module.css';
import { MapStep } from './MapStep';
import { unready } from './mapping-edit';
import { RunStep } from './RunStep';
import { check, goTo, inspect, run, type Session, STEPS, type Step, startAgain, useSession } from './session';

/** From an export to records, in four steps; nothing is stored before the last one. */
export function ImportScreen() {
  const { workspace_id: workspace, read_only: holder } = useWorkspace();
  const session = useSession(workspace);
  const navigate = useNavigate();
  const arrived = useStore(arrivals);
  const busy = session.running !== null;
  const choose = async (more: boolean) => {
    const picked = await bridge.importChoose();
    if (picked.length > 0)
      await inspect(
        workspace,
        more ? [...session.paths, ...picked.filter((path) => !session.paths.includes(path))] : picked,
      );
  };
  useEffect(() => {
    if (arrived.length === 0) return;
    const paths = takeArrivals();
    if (holder) return;
    if (busy) say('An import is under way. Drop the file again when it is done.');
    else void inspect(workspace, paths);
  }, [arrived, workspace, holder, busy]);
  const next = nextOf(session);
  useCommands(() => [
    {
      id: 'import.choose',
      label: 'Choose a file to import',
      group: 'Import',
      keys: ['$mod+o'],
      when: () => !session.running,
      run: () => void choose(false),
    },
    {
      id: 'import.next',
      label: 'Next step of the import',
      group: 'Import',
      keys: ['$mod+Enter'],
      when: () => next?.act !== undefined,
      run: () => next?.act?.(),
    },
  ]);

  if (holder)
    return (
      <section className="pane pane--pad">
        <h1 className={`t-title ${css.alone}`}>Import</h1>
        <EmptyState act={<Button onPress={() => void navigate({ to: '/records' })}>Back to the records</Button>}>
          This workspace is {holder.words}, so it can be read here but not imported into. Close it there, then open it
          again here.
        </EmptyState>
      </section>
    );
  return (
    <section className={css.screen}>
      <HeaderCrumbs>
        <b>Import</b>
      </HeaderCrumbs>
      <HeaderActions>
        {session.paths.length > 0 && !session.running && (
          <Button kind="quiet" onPress={() => startAgain(workspace)}>
            Start again
          </Button>
        )}
      </HeaderActions>
      <Steps session={session} />
      <div className={css.body}>
        {session.step === 'file' && <FileStep session={session} onChoose={(more) => void choose(more)} />}
        {session.step === 'map' && <MapStep session={session} />}
        {session.step === 'check' && <CheckStep session={session} />}
        {session.step === 'import' && (
          <RunStep
            session={session}
            onRecords={(batch) => void navigate({ to: '/records', search: { batch } })}
            onAgain={() => startAgain(workspace)}
          />
        )}
      </div>
      {next && (
        <footer className={css.acts}>
          {next.back && (
            <Button kind="quiet" onPress={() => goTo(next.back as Step)}>
              Back
            </Button>
          )}
          <p className={`${css.actWords} ${next.stops ? '' : 't-2'} num`} role="status">
            {next.words}
          </p>
          <Button kind="primary" isDisabled={!next.act} onPress={() => next.act?.()}>
            {next.label}
          </Button>
        </footer>
      )}
    </section>
  );
}

interface Next {
  label: string;
  words: string;
  back?: Step;
  act?: () => void;
  stops?: boolean;
}

/** What comes next, and in words what it does or what stands in its way. */
function nextOf({ step, inspection, mapping, checked, running }: Session): Next | null {
  if (running || !inspection || !mapping) return null;
  if (step === 'file')
    return { label: 'Map the columns', words: 'Nothing is stored before the last step.', act: () => goTo('map') };
  if (step === 'map') {
    const open = unready(mapping, inspection.files);
    const words =
      open.length === 0
        ? 'The dry run reads every row and stores none.'
        : open.length === 1
          ? (open[0] as string)
          : `${open[0]} And ${counted(open.length - 1, 'more thing')} to say.`;
    return {
      label: 'Dry run',
      words,
      back: 'file',
      stops: open.length > 0,
      ...(open.length === 0 && { act: () => void check() }),
    };
  }
  if (step === 'check' && checked) {
    const ready = checked.accepted + checked.updated;
    const words =
      ready > 0
        ? `${counted(ready, 'record')} will be stored in one transaction; it can be undone.`
        : checked.unchanged > 0
          ? 'Everything in this file is in the workspace already. There is nothing to import.'
          : 'No row of this file can be used as it is mapped. Change the mapping, or correct the file and choose it again.';
    return {
      label: ready > 0 ? `Import ${counted(ready, 'record')}` : 'Import',
      words,
      back: 'map',
      stops: ready === 0,
      ...(ready > 0 && { act: () => void run() }),
    };
  }
  return null;
}

function Steps({ session }: { session: Session }) {
  const at = STEPS.findIndex(({ key }) => key === session.step);
  const done = session.imported !== null;
  return (
    <nav className={css.steps} aria-label="Steps of the import">
      <h1 className="t-title">Import</h1>
      <ol>
        {STEPS.map(({ key, label }, index) => {
          const reachable = index < at && !session.running && !done;
          return (
            <li key={key}>
              <button
                type="button"
                disabled={!reachable}
                aria-current={index === at ? 'step' : undefined}
                onClick={() => goTo(key)}
                className={css.step}
              >
                <span className={`${css.stepNumber} ${index < at || done ? css.stepDone : ''} num`}>
                  {index < at || done ? <Check size={11} strokeWidth={3} aria-hidden /> : index + 1}
                </span>
                {label}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
