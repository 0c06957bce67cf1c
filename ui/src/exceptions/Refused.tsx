import { StatusMark } from '../components/StatusMark';
import type { Refusals } from './acts';
import css from './exceptions.module.css';

/** Why something was not done, and who could: beside the form, for as long as it holds. */
export function Refused({ refused, naming = false }: { refused: Refusals; naming?: boolean }) {
  if (refused.length === 0) return null;
  return (
    <div className={css.refused} role="alert">
      {refused.map(({ name, why }) => (
        <p key={name}>
          <StatusMark status="breach" />
          <span>
            {naming && <b>{name} </b>}
            {why}
          </span>
        </p>
      ))}
    </div>
  );
}
