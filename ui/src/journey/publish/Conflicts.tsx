import { counted } from '../../components/format';
import { useDraftView } from '../draft';
import css from './publish.module.css';

/**
 * Edits that no longer fit the version that the draft was put on. They are in no figure and are not published; absent where there
 * are none.
 */
export function Conflicts() {
  const { conflicts, base, branch } = useDraftView();
  if (conflicts.length === 0) return null;
  return (
    <div className={css.conflicts} role="note" aria-label="Edits that were set aside">
      <p className="t-head">
        {counted(conflicts.length, 'edit')} of {branch === 'main' ? 'this draft' : `“${branch}”`} set aside
      </p>
      <p className="t-small">
        v{base} changed the same in the meantime, and holds. Make them again where they are still wanted; nothing else
        of the draft is touched.
      </p>
      <ul>
        {conflicts.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
