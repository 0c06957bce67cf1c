import { useEffect, useRef } from 'react';
import { AGENDA, type AgendaId, type PageId } from './agenda';
import css from './council.module.css';

interface Props {
  at: PageId;
  onGo: (id: AgendaId) => void;
}

/** The agenda as a strip: where the council is, and what is left. */
export function Agenda({ at, onGo }: Props) {
  const strip = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is the event
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <nav aria-label="Agenda" className={css.agenda}>
      <ol ref={strip}>
        {AGENDA.map(({ id, label }, place) => (
          <li key={id}>
            <button type="button" onClick={() => onGo(id)} {...(id === at && { 'aria-current': 'step' as const })}>
              <span className="num" aria-hidden>
                {place + 1}
              </span>
              {label}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
