import { useState } from 'react';
import { useNamed } from '../../../app/people';
import type { Council, Review } from '../../../bridge';
import { monthLong } from '../../../components/format';
import { StatusMark } from '../../../components/StatusMark';
import { Wall } from '../../../components/wall/Wall';
import wall from '../../../components/wall/wall.module.css';
import type { AgendaId, PageId } from '../agenda';
import { NotesRead } from '../NotesRead';
import css from './present.module.css';
import { type SlideBlock, slidesOf } from './slides';

interface Props {
  review: Review;
  council: Council;
  currency: string;
  zone: string;
  from: PageId;
  onLeave: (at: AgendaId) => void;
}

/** The review on a wall: the agenda page by page. There is nothing on it that could be changed. */
export function CouncilPresentation({ review, council, currency, zone, from, onLeave }: Props) {
  const named = useNamed();
  const slides = slidesOf(review, council, currency, zone, named);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      slides.findIndex(({ id }) => id === from),
    ),
  );
  const slide = slides[Math.min(at, slides.length - 1)];
  if (slide === undefined) return null;
  return (
    <Wall
      label="Presentation of the review"
      at={at}
      last={slides.length - 1}
      count={`${at + 1} / ${slides.length}`}
      onGo={setAt}
      onLeave={() => onLeave(slide.id)}
    >
      <p className={wall.kicker}>{monthLong(review.month)}</p>
      <h1 className={wall.title}>{slide.title}</h1>
      <p className={`num ${wall.name}`}>{slide.lead}</p>
      {slide.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks stand in their order
        <Block key={place} block={block} />
      ))}
      {slide.notes !== undefined && slide.notes.length > 0 && (
        <section className={css.block}>
          <h2 className={css.head}>Notes</h2>
          <NotesRead blocks={slide.notes} level={3} />
        </section>
      )}
    </Wall>
  );
}

function Block({ block }: { block: SlideBlock }) {
  return (
    <section className={css.block}>
      {block.head && <h2 className={css.head}>{block.head}</h2>}
      {block.rows.length === 0 && <p className={css.none}>{block.none}</p>}
      <ul className={css.rows}>
        {block.rows.map((row) => (
          <li key={row.key}>
            <span className={css.mark}>{row.mark && <StatusMark {...row.mark} />}</span>
            <span className={css.said}>
              {row.name && <b>{row.name} </b>}
              {row.text}
              {row.bar !== undefined && (
                <i className={css.bar} aria-hidden>
                  <i style={{ width: `${100 * row.bar}%` }} />
                </i>
              )}
            </span>
            {row.figure && <span className={`num ${css.figure}`}>{row.figure}</span>}
          </li>
        ))}
      </ul>
      {block.more > 0 && <p className={css.none}>{block.more} more on the screen</p>}
    </section>
  );
}
