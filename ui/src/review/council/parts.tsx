import type { ReactNode } from 'react';
import { useState } from 'react';
import { LinkButton } from '../../components/controls';
import { integer } from '../../components/format';
import css from './council.module.css';

/** What the parts of the agenda are made of. */

interface PageProps {
  title: string;
  /** What it comes to, in a sentence. */
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** One item of the agenda. */
export function AgendaPage({ title, lead, aside, children }: PageProps) {
  return (
    <section className={css.page} aria-label={title}>
      <header className={css.pageHead}>
        <div>
          <h2 className="t-title">{title}</h2>
          {lead && <p className={`t-2 num ${css.lead}`}>{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** A part of an item, under its own name. */
export function Part({ title, of, children }: { title: string; of?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.part} aria-label={title}>
      <h3 className="t-panel">{title}</h3>
      {of && <p className="t-small t-2 num">{of}</p>}
      {children}
    </section>
  );
}

/** Nothing to go through, said in a sentence. */
export function Calm({ children }: { children: ReactNode }) {
  return <p className={`t-2 ${css.calm}`}>{children}</p>;
}

/** The first lines of a list, and the way to the rest. */
export function useFew<T>(rows: readonly T[], few: number): [shown: readonly T[], more: ReactNode] {
  const [all, setAll] = useState(false);
  const more = rows.length > few && (
    <LinkButton className={`t-small ${css.more}`} onPress={() => setAll(!all)}>
      {all ? 'Fewer' : `${integer(rows.length - few)} more`}
    </LinkButton>
  );
  return [all ? rows : rows.slice(0, few), more];
}

export interface Column {
  text: string;
  how?: 'r' | 'heard';
  width?: number | string;
}

/** Widths and names of a table's columns; those of drawings are only heard. */
export function Head({ columns }: { columns: readonly Column[] }) {
  return (
    <>
      <colgroup>
        {columns.map(({ text, width }) => (
          <col key={text} {...(width !== undefined && { style: { width } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ text, how }) => (
            <th key={text} scope="col" className={how === 'r' ? 'r' : undefined}>
              {how === 'heard' ? <span className="heard">{text}</span> : text}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
