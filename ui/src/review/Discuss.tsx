import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { QuietFigure, Review, Signal } from '../bridge';
import { LinkButton } from '../components/controls';
import { counted, figure, figureRange } from '../components/format';
import { HandoffBadge } from '../components/HandoffBadge';
import { StatusMark } from '../components/StatusMark';
import { useMedia } from '../components/useMedia';
import css from './review.module.css';

/** How many lines each list has before it asks to be opened; a low window leaves room for the table. */
const useFew = () => (useMedia('(max-height: 920px)') ? 3 : 5);

interface SignalProps {
  signal: Signal;
  selected: boolean;
  onSelect: SignalsProps['onSelect'];
}

const SignalLine = memo(function SignalLine({ signal, selected, onSelect }: SignalProps) {
  return (
    <li className={selected ? css.signalOn : undefined}>
      <StatusMark status={signal.worse ? 'breach' : 'met'} label={signal.worse ? 'signal, worse' : 'signal, better'} />
      <AriaButton className={css.claim} onPress={() => onSelect(signal.handoff.key, signal.metric)}>
        <span>
          <HandoffBadge handoff={signal.handoff} /> <b className="num">{signal.claim}</b>
        </span>
        <span className="t-small t-2 num">{signal.detail}</span>
      </AriaButton>
      <Link className="t-small num" to="/records" search={{ drill: signal.drill }}>
        {counted(signal.behind, 'record')}
      </Link>
    </li>
  );
});

interface SignalsProps {
  review: Review;
  isSelected: (signal: Signal) => boolean;
  onSelect: (handoff: string, metric: Signal['metric']) => void;
}

/** What is worth the council's time, worst first. */
export function Signals({ review, isSelected, onSelect }: SignalsProps) {
  const [all, setAll] = useState(false);
  const few = useFew();
  const shown = all ? review.signals : review.signals.slice(0, few);
  const more = review.signals.length - shown.length;
  return (
    <section aria-labelledby="signals">
      <h2 className="t-panel" id="signals">
        Signals <span className="t-3 num">{review.signals.length}</span>
      </h2>
      {review.signals.length === 0 ? (
        <p className={`t-2 ${css.calm}`}>
          Nothing left its limits. A month to leave the process alone, and to spend on its causes.
        </p>
      ) : (
        <ol className={css.signals}>
          {shown.map((signal) => (
            <SignalLine
              key={`${signal.handoff.key} ${signal.metric}`}
              signal={signal}
              selected={isSelected(signal)}
              onSelect={onSelect}
            />
          ))}
        </ol>
      )}
      {(more > 0 || all) && (
        <LinkButton className={`t-small ${css.moreSignals}`} onPress={() => setAll(!all)}>
          {all ? 'Fewer' : counted(more, 'more signal')}
        </LinkButton>
      )}
    </section>
  );
}

interface QuietProps {
  review: Review;
  currency: string;
  onSelect: (handoff: string, metric: QuietFigure['metric']) => void;
}

/** What moved and means nothing: said, so that nobody explains it. */
export const Quiet = memo(function Quiet({ review, currency, onSelect }: QuietProps) {
  const [all, setAll] = useState(false);
  const few = useFew();
  const shown = all ? review.quiet : review.quiet.slice(0, few);
  const more = review.quiet.length - shown.length;
  return (
    <section aria-labelledby="quiet">
      <h2 className="t-panel" id="quiet">
        Not worth discussing <span className="t-3 num">{review.quiet.length}</span>
      </h2>
      {review.quiet.length === 0 && (
        <p className={`t-2 ${css.calm}`}>No figure has limits yet: they need six months.</p>
      )}
      <ul className={`t-small num ${css.quiet} ${all ? css.quietAll : ''}`}>
        {shown.map((one) => (
          <li key={`${one.handoff.key} ${one.metric}`}>
            <AriaButton className={css.quietLine} onPress={() => onSelect(one.handoff.key, one.metric)}>
              <span className="handoff__key">{one.handoff.key}</span>
              <span className={css.quietWords} title={one.label}>
                {one.label} <b>{figure(one.value, one.unit, currency)}</b>
                {one.was !== null && `, was ${figure(one.was, one.unit, currency)}`}
              </span>
              <span className="t-3">expected {figureRange(one.lower, one.upper, one.unit, currency)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
      {(more > 0 || all) && (
        <LinkButton className={`t-small ${css.moreQuiet}`} onPress={() => setAll(!all)}>
          {all ? 'Fewer' : `${more} more within their limits`}
        </LinkButton>
      )}
    </section>
  );
});
