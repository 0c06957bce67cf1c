import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { bridge, type Mapping } from '../../bridge';
import { ErrorPanel } from '../../components/states';
import { ColumnTable } from './ColumnTable';
import css from './import.module.css';
import { MappingOptions } from './MappingOptions';
import { Questions } from './Questions';
import { Remembered } from './Remembered';
import { Sentences } from './Sentences';
import { type Session, setFound, setMapping, setShape } from './session';

/** An edit of the mapping is looked at in the files once the typing pauses. */
const PATIENCE_MS = 400;

/** Every column and what becomes of it, and the whole mapping as sentences beside it. */
export function MapStep({ session }: { session: Session }) {
  const { inspection, mapping, paths } = session;
  const settled = useSettled(mapping);
  const { data, error } = useQuery({
    queryKey: ['reinspect', paths, settled],
    queryFn: () => (settled ? bridge.importReinspect(paths, settled) : null),
    enabled: settled !== null && settled !== inspection?.mapping,
    gcTime: 0,
  });
  useEffect(() => {
    if (data) setFound(data);
  }, [data]);
  if (!inspection || !mapping) return null;
  const edit = (next: Mapping) => setMapping(next);
  return (
    <div className={css.map}>
      <div className={`pane ${css.mapMain}`}>
        {(error ?? session.error) ? <ErrorPanel error={error ?? session.error} /> : null}
        <Remembered session={session} />
        <Questions inspection={inspection} mapping={mapping} onMapping={edit} />
        {inspection.files.map((file, index) => (
          <ColumnTable key={file.name} files={inspection.files} fileIndex={index} mapping={mapping} onMapping={edit} />
        ))}
      </div>
      <aside className={`pane pane--side ${css.mapSide}`} aria-label="The mapping in words">
        <Sentences files={inspection.files} mapping={mapping} onMapping={edit} />
        <MappingOptions
          files={inspection.files}
          mapping={mapping}
          onMapping={edit}
          onShape={(shape) => void setShape(shape)}
        />
      </aside>
    </div>
  );
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
