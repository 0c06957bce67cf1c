import { useWorkspace } from '../../app/workspace';
import { Button } from '../../components/controls';
import { ErrorPanel } from '../../components/states';
import { Counts, Remarks } from './Counts';
import css from './import.module.css';
import { Problems } from './Problems';
import { goTo, type Session, saveRejects } from './session';
import { Underway } from './Underway';

/** What the import would do, and everything that is wrong with the file, before anything is stored. */
export function CheckStep({ session }: { session: Session }) {
  const { time_zone: zone } = useWorkspace();
  const { running, checked, error, mapping } = session;
  if (running)
    return <Underway title="Dry run" running={running} note="Every row is read and checked. Nothing is stored." />;
  if (error)
    return (
      <div className={css.pad}>
        <ErrorPanel error={error} />
        <p className={css.again}>
          <Button onPress={() => goTo('map')}>Back to the mapping</Button>
        </p>
      </div>
    );
  if (!checked || !mapping) return null;
  return (
    <div className={css.check_}>
      <div className={css.checkTop}>
        <Counts report={checked} done={false} />
        <Remarks report={checked} zone={zone} done={false} />
      </div>
      <Problems
        problems={checked.problems}
        total={checked.problems_total}
        rejected={checked.rejected}
        files={session.inspection?.files.length ?? 1}
        onSave={() => void saveRejects()}
      />
    </div>
  );
}
