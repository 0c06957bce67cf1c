import { Check, Lock, TriangleAlert } from 'lucide-react';
import { counted, dateTime } from '../components/format';
import { ActingAs } from './ActingAs';
import { JobLine, useJobs } from './jobs';
import { useWorkspace } from './workspace';
import { useZoom } from './zoom';

/** What holds for every number on screen: saved, as of when, how many records, under which policy. And what is under way. */
export function StatusBar() {
  const workspace = useWorkspace();
  const jobs = useJobs();
  const zoom = useZoom();
  const { read_only: holder, as_of: asOf, time_zone: zone, backup_trouble: noBackup } = workspace;
  return (
    <footer className="status num">
      {holder === null ? (
        <span>
          <Check size={12} aria-hidden />
          Saved
        </span>
      ) : (
        <span className="is-risk">
          <Lock size={12} aria-hidden />
          Reading only: {holder.words}
        </span>
      )}
      {noBackup !== null && (
        <span className="is-risk" title={noBackup}>
          <TriangleAlert size={12} aria-hidden />
          No backup of today
        </span>
      )}
      <span>{asOf === null ? 'No data yet' : `Data as of ${dateTime(asOf, zone)} ${zone}`}</span>
      <span>{counted(workspace.records, 'record')}</span>
      <span>Policy v{workspace.policy_version}</span>
      {jobs.map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      <div className="status__gap" />
      {zoom !== 100 && <span>{zoom} %</span>}
      <ActingAs />
    </footer>
  );
}
