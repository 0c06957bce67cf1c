import { useEffect, useRef, useState } from 'react';
import { useNamed } from '../../app/people';
import { bridge, type Council, trouble } from '../../bridge';
import { Area, submits } from '../../components/Area';
import { Button, Segmented } from '../../components/controls';
import { dateTime } from '../../components/format';
import css from './council.module.css';
import { NotesRead } from './NotesRead';
import type { CouncilDesk } from './useCouncil';

type Mode = 'write' | 'read';

/** What was said. Kept when the writing pauses at its end; read as the pack prints it. */
export function Notes({ council, desk, zone }: { council: Council; desk: CouncilDesk; zone: string }) {
  const { notes } = council;
  const named = useNamed();
  const shut = desk.locked || desk.signed;
  const [mode, setMode] = useState<Mode>(notes.text === '' && !shut ? 'write' : 'read');
  const [text, setText] = useState(notes.text);
  const [refused, setRefused] = useState<string | null>(null);
  const kept = useRef(notes.text);
  // What somebody else wrote meanwhile is shown, unless something of one's own is not kept yet.
  useEffect(() => {
    if (text === kept.current) setText(notes.text);
    kept.current = notes.text;
  }, [notes.text, text]);
  const dirty = text !== notes.text;
  const save = async () => {
    if (!dirty) return true;
    setRefused(null);
    return desk.act(
      (actor) => bridge.notesSave(council.month, text, notes.version, actor),
      (error) => setRefused(trouble(error).message),
    );
  };
  return (
    <div className={css.notes}>
      <div className={css.notesHead}>
        {!shut && (
          <Segmented<Mode>
            label="Notes"
            options={[
              { id: 'write', label: 'Write' },
              { id: 'read', label: 'Read' },
            ]}
            value={mode}
            onChange={(next) =>
              void (next === 'read' ? save().then((done) => done && setMode('read')) : setMode('write'))
            }
          />
        )}
        <span className="t-small t-3 num" role="status">
          {dirty ? 'not kept yet' : notes.at === null ? '' : `kept, ${named(notes.by)}, ${dateTime(notes.at, zone)}`}
        </span>
      </div>
      {mode === 'write' && !shut ? (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps what was typed when the field is left */}
          <div onBlur={() => void save()} onKeyDown={(event) => submits(event) && void save()}>
            <Area label="Notes of the council" hint="Markdown" value={text} onChange={setText} rows={12} />
          </div>
          {refused !== null && (
            <p className="t-small is-breach" role="alert">
              {refused} What you wrote stands here until it is kept.
            </p>
          )}
          <p>
            <Button small isDisabled={!dirty} onPress={() => void save()}>
              Keep
            </Button>
          </p>
        </>
      ) : notes.text === '' ? (
        <p className="t-small t-3">Nobody wrote anything down.</p>
      ) : (
        <NotesRead blocks={notes.blocks} level={4} />
      )}
    </div>
  );
}
