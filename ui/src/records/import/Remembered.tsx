import { History } from 'lucide-react';
import { useWorkspace } from '../../app/workspace';
import type { Mapping, Recall } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { date } from '../../components/format';
import { fieldLabel } from './fields';
import css from './import.module.css';
import { ATTRIBUTE, LEFT_OUT, purposeOf } from './mapping-edit';
import { recall, type Session, suggestAnew } from './session';

/** That the mapping is an earlier import's, whose, what has changed since, and the way to do without it. */
export function Remembered({ session }: { session: Session }) {
  const { time_zone: zone } = useWorkspace();
  const { inspection, mapping, recalled, suggesting } = session;
  const remembered = inspection?.remembered ?? recalled?.inspection.remembered;
  if (!remembered || !mapping) return null;
  const from = (
    <>
      <b>{fileWords(remembered)}</b> of <span className="num">{date(remembered.used_at, zone)}</span>
    </>
  );
  return (
    <section className={css.remembered} aria-label="Remembered mapping">
      <History size={16} aria-hidden className="t-3" />
      <div className={css.rememberedWords}>
        {recalled ? (
          <p>
            The columns are suggested anew. A mapping is remembered from {from}.{' '}
            <LinkButton onPress={recall}>Use the remembered mapping</LinkButton>
          </p>
        ) : (
          <p>
            Mapping remembered from {from}.{' '}
            <LinkButton onPress={() => void suggestAnew()} isDisabled={suggesting}>
              Suggest anew instead
            </LinkButton>
          </p>
        )}
        {!recalled && <Changes remembered={remembered} mapping={mapping} />}
      </div>
    </section>
  );
}

function Changes({ remembered, mapping }: { remembered: Recall; mapping: Mapping }) {
  const { new_columns: added, gone_columns: gone, lost_fields: lost } = remembered;
  if (added.length === 0 && gone.length === 0) return null;
  return (
    <ul className="t-2">
      {added.length > 0 && <li>New since then: {some(added.map((name) => `${name} (${becomes(mapping, name)})`))}</li>}
      {gone.length > 0 && <li>Gone since then: {some(gone)}</li>}
      {lost.length > 0 && (
        <li className="is-risk">
          Not filled any more: {lost.map(fieldLabel).join(', ')}. Choose other columns, or leave{' '}
          {lost.length > 1 ? 'them' : 'it'} out.
        </li>
      )}
    </ul>
  );
}

function becomes(mapping: Mapping, column: string): string {
  const use = purposeOf(mapping, column);
  if (use === ATTRIBUTE) return 'attribute';
  return use === LEFT_OUT ? 'left out' : `becomes ${fieldLabel(use)}`;
}

function fileWords({ files }: Recall): string {
  return files.length > 1 ? `${files.slice(0, -1).join(', ')} and ${files[files.length - 1]}` : (files[0] ?? 'a file');
}

const MOST = 8;

function some(names: string[]): string {
  const more = names.length - MOST;
  return names.slice(0, MOST).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
