import { useNamed } from '../../app/people';
import { LinkButton } from '../../components/controls';
import css from './council.module.css';
import { ActionList, type CouncilProps, DecisionList } from './Decisions';
import { stateWords, tally } from './words';

interface Props extends CouncilProps {
  zone: string;
  onClose: () => void;
}

/** What is to be decided and done, beside whatever the council looks at. */
export function CouncilPane({ zone, onClose, ...props }: Props) {
  const { council } = props;
  const named = useNamed();
  return (
    <div className={css.council}>
      <header>
        <h2 className="t-panel">Decisions and actions</h2>
        <p className="t-small t-2 num">{tally(council)}.</p>
      </header>
      <DecisionList {...props} />
      <ActionList {...props} />
      <footer className={css.sign}>
        <p className="t-small t-2">{stateWords(council, zone, named)}</p>
        <LinkButton className="t-small" onPress={onClose}>
          {council.state === 'signed' ? 'The sign-off' : 'Notes, attendance, sign-off'}
        </LinkButton>
      </footer>
    </div>
  );
}
