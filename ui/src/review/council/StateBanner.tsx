import { useNamed } from '../../app/people';
import type { Council } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import css from './council.module.css';
import { stateWords } from './words';

interface Props {
  council: Council;
  zone: string;
  onMore: () => void;
}

/** Says of a month that it is signed, that it was reopened, or that today's data would say something else. An open month says nothing. */
export function StateBanner({ council, zone, onMore }: Props) {
  const named = useNamed();
  if (council.state === 'open') return null;
  const differ = council.state === 'signed' ? council.differences.length : 0;
  return (
    <div className={css.banner} data-state={council.state} role="status">
      <StatusMark status={council.state === 'reopened' || differ > 0 ? 'risk' : 'met'} />
      <p className="t-small num">
        {stateWords(council, zone, named)}
        {differ > 0 && ` Today’s data would change ${counted(differ, 'figure')}.`}{' '}
        <LinkButton className="t-small" onPress={onMore}>
          {differ > 0 ? 'Which' : 'The sign-off'}
        </LinkButton>
      </p>
    </div>
  );
}
