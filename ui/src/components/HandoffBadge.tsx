import type { HandoffBadge as Badge } from '../bridge';
import { type Status, StatusMark } from './StatusMark';

interface Props {
  handoff: Badge;
  health?: { status: Status; label: string };
  /** True = on a map or in a row of passages: with an outline. */
  outlined?: boolean;
  selected?: boolean;
}

/** A handoff point looks like this wherever it stands: health, key, sender → receiver. Its name stands in where it has no sides. */
export function HandoffBadge({ handoff, health, outlined = false, selected }: Props) {
  const className = `handoff${outlined ? ' handoff--map' : ''}${selected ? ' handoff--on' : ''}`;
  return (
    <span className={className}>
      {health && <StatusMark status={health.status} label={health.label} />}
      <span className="handoff__key">{handoff.key}</span>
      {handoff.sender === '' ? (
        <span className="handoff__way">{handoff.receiver === '' ? handoff.name : handoff.receiver}</span>
      ) : (
        <span className="handoff__way">
          {handoff.sender}
          <i>→</i>
          {handoff.receiver}
        </span>
      )}
    </span>
  );
}

/** True where the badge already says all of the name, so that it need not be written twice. */
export function badgeSaysName(handoff: Badge): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/->|→/g, '>').replace(/\s+/g, '');
  return plain(handoff.name) === plain(`${handoff.sender}>${handoff.receiver}`) || handoff.sender === '';
}
