import { bridge } from '../../bridge';
import { ErrorPanel, Loading } from '../../components/states';
import { useAboutDraft, useDraftView } from '../draft';
import { Conflicts } from './Conflicts';
import { DiffList } from './DiffList';
import { SidePanel } from './SidePanel';

/** The draft's difference from its base, asked again after every edit. */
export function DraftDiff() {
  const { base } = useDraftView();
  const { data, error, refetch } = useAboutDraft('diff', bridge.draftDiff);
  if (data !== undefined) return <DiffList diff={data} none={`Nothing differs from v${base}.`} />;
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return <Loading label="Comparing" lines={5} />;
}

export function ComparePanel() {
  const { base, branch } = useDraftView();
  const name = branch === 'main' ? 'The draft' : branch;
  return (
    <SidePanel title={`${name} against v${base}`}>
      <Conflicts />
      <DraftDiff />
    </SidePanel>
  );
}
