import { Minus, Plus } from 'lucide-react';
import { type CSSProperties, type ReactNode, useId } from 'react';
import { Button, LinkButton } from '../../components/controls';
import css from '../simulator.module.css';

interface SlideProps {
  label: ReactNode;
  /** What a screen reader calls it. */
  name: string;
  /** The values that it can take, ascending; the present one is among them. */
  stops: readonly number[];
  value: number;
  said: (value: number) => string;
  /** As it is in the baseline. */
  was: number;
  onValue: (value: number) => void;
}

/** A lever with stops: slid, or moved by the arrow keys; what it was is marked and one act away. */
export function Slide({ label, name, stops, value, said, was, onValue }: SlideProps) {
  const id = useId();
  const all = [...new Set([...stops, value, was])].toSorted((a, b) => a - b);
  const at = all.indexOf(value);
  const moved = value !== was;
  return (
    <div className={css.lever} data-moved={moved}>
      <label htmlFor={id}>{label}</label>
      <span className={`num ${css.leverValue}`}>
        {said(value)}
        {moved && (
          <LinkButton
            className="t-micro"
            aria-label={`was ${said(was)}: ${name} back to that`}
            onPress={() => onValue(was)}
          >
            was {said(was)}
          </LinkButton>
        )}
      </span>
      <input
        id={id}
        className="slide"
        type="range"
        min={0}
        max={all.length - 1}
        step={1}
        value={at}
        style={{ '--at': `${all.length < 2 ? 0 : (100 * at) / (all.length - 1)}%` } as CSSProperties}
        aria-label={name}
        aria-valuetext={said(value)}
        onChange={(event) => {
          const next = all[Number(event.currentTarget.value)];
          if (next !== undefined) onValue(next);
        }}
      />
    </div>
  );
}

interface CountProps {
  label: ReactNode;
  name: string;
  note: string;
  value: number;
  was: number;
  most: number;
  onValue: (value: number) => void;
}

/** A number of people, one by one or typed. */
export function Count({ label, name, note, value, was, most, onValue }: CountProps) {
  return (
    <div className={css.count} data-moved={value !== was}>
      <span className={css.countName}>
        {label}
        <span className="t-3 t-micro num">
          {note}
          {value !== was && (
            <>
              {', '}
              <LinkButton
                className="t-micro"
                aria-label={`was ${was}: ${name} back to that`}
                onPress={() => onValue(was)}
              >
                was {was}
              </LinkButton>
            </>
          )}
        </span>
      </span>
      <span className={css.countKeys}>
        <Button
          kind="quiet"
          small
          icon
          aria-label={`One fewer: ${name}`}
          isDisabled={value <= 0}
          onPress={() => onValue(value - 1)}
        >
          <Minus size={12} aria-hidden />
        </Button>
        <input
          className="num"
          inputMode="numeric"
          aria-label={name}
          value={value}
          onChange={(event) => {
            const text = event.currentTarget.value.trim();
            if (/^\d{0,5}$/.test(text)) onValue(Math.min(most, Number(text)));
          }}
        />
        <Button
          kind="quiet"
          small
          icon
          aria-label={`One more: ${name}`}
          isDisabled={value >= most}
          onPress={() => onValue(value + 1)}
        >
          <Plus size={12} aria-hidden />
        </Button>
      </span>
    </div>
  );
}
