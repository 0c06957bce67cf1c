import { type KeyboardEvent, useState } from 'react';
import { say, sayTrouble } from '../../app/toasts';
import { bridge, type HandoffPoint, type HandoffSpec, type Policy } from '../../bridge';
import { Button, Keycaps } from '../../components/controls';
import { counted } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import { Wall } from '../../components/wall/Wall';
import wall from '../../components/wall/wall.module.css';
import { useAboutDraft, useCheck, useEdit, usePolicy } from '../draft';
import { teamCalled } from '../edits';
import { capital } from '../problems/problems';
import { itemsOf, select, selection } from '../selection';
import { parkedIn, parkedList, withParked } from './parked';
import css from './present.module.css';

interface Props {
  locked: boolean;
  onLeave: () => void;
}

/** The journey on a wall: one handoff at a time, large, walked with the arrow keys. Nothing is edited but the parked questions. */
export function Presentation({ locked, onLeave }: Props) {
  const policy = usePolicy();
  const edit = useEdit();
  const { handoffs } = policy;
  const [at, setAt] = useState(() => {
    const [item] = itemsOf(selection.get());
    return item?.noun === 'handoff' ? handoffs.findIndex(({ key }) => key === item.key) + 1 : 0;
  });
  const [parking, setParking] = useState(false);
  const place = Math.min(at, handoffs.length);
  const point = handoffs[place - 1];
  const leave = () => {
    if (point !== undefined) select('handoff', point.key);
    onLeave();
  };
  const park = async (question: string) => {
    setParking(false);
    if (point === undefined || question.trim() === '') return;
    const value = withParked(point.notes, question);
    if ((await edit({ op: 'set', noun: 'handoff', key: point.key, field: 'notes', value })) !== null) {
      say(`Parked with ${point.key}`);
    }
  };
  const parks = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'p' || event.ctrlKey || event.metaKey || point === undefined || locked)
      return false;
    setParking(true);
    return true;
  };
  return (
    <Wall
      label="Presentation of the journey"
      at={place}
      last={handoffs.length}
      count={`${place} / ${handoffs.length}`}
      onGo={setAt}
      onLeave={leave}
      onKey={parks}
      typing={parking}
      foot={
        parking ? (
          <input
            className={css.parking}
            aria-label="Question to park"
            placeholder="A question for later, then Enter"
            // biome-ignore lint/a11y/noAutofocus: it appears because somebody wants to type
            autoFocus
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter') void park(event.currentTarget.value);
              if (event.key === 'Escape') void park('');
            }}
          />
        ) : (
          <span className={wall.keys}>
            {point !== undefined && !locked && (
              <>
                <Keycaps caps={['P']} /> parks a question
              </>
            )}
            <Keycaps caps={['Esc']} /> leaves
          </span>
        )
      }
    >
      {point === undefined ? (
        <Overview policy={policy} onPick={setAt} />
      ) : (
        <Slide key={point.key} policy={policy} point={point} />
      )}
    </Wall>
  );
}

function Overview({ policy, onPick }: { policy: Policy; onPick: (at: number) => void }) {
  const { handoffs } = policy;
  const parked = handoffs.reduce((sum, { notes }) => sum + parkedIn(notes).length, 0);
  const copy = () =>
    void bridge
      .copyText(parkedList(handoffs))
      .then(() => say(`${counted(parked, 'parked question')} copied`))
      .catch(sayTrouble);
  return (
    <>
      <p className={wall.kicker}>{policy.company}</p>
      <h1 className={wall.title}>The journey, in {counted(handoffs.length, 'handoff')}</h1>
      <ol className={css.all}>
        {handoffs.map((point, at) => (
          <li key={point.key}>
            <button type="button" onClick={() => onPick(at + 1)}>
              <span className="t-3">{point.key}</span> {point.sender} <i>→</i> {point.receiver}
            </button>
          </li>
        ))}
      </ol>
      {parked > 0 && (
        <p className={css.parkedLine}>
          {counted(parked, 'question')} parked <Button onPress={copy}>Copy them</Button>
        </p>
      )}
    </>
  );
}

function Slide({ policy, point }: { policy: Policy; point: HandoffPoint }) {
  const { data: spec } = useAboutDraft(`spec ${point.key}`, () => bridge.draftSpec(point.key));
  const { data: check } = useCheck();
  const problems = (check?.report.problems ?? []).filter(
    ({ place, muted }) => place.noun === 'handoff' && place.key === point.key && muted === null,
  );
  const team = (side: string) => teamCalled(policy.teams, side)?.name ?? side;
  const parked = parkedIn(point.notes);
  return (
    <>
      <p className={wall.kicker}>
        {point.key}
        {spec?.from_stage && spec.to_stage && ` · ${spec.from_stage} to ${spec.to_stage}`}
      </p>
      <h1 className={wall.title}>
        {team(point.sender) || 'Nobody'} <i>→</i> {team(point.receiver) || 'nobody'}
      </h1>
      <p className={wall.name}>{point.name}</p>
      {point.momentum_risk && <p className={css.risk}>{point.momentum_risk}</p>}
      <dl className={css.facts}>
        {(spec ? factsOf(spec) : []).map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={said === null ? 't-3' : 'num'}>{said ?? 'not decided'}</dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <ul className={css.problems}>
          {problems.slice(0, 3).map((problem) => (
            <li key={`${problem.rule} ${problem.message}`}>
              <StatusMark status={problem.severity === 'error' ? 'breach' : 'risk'} label={problem.severity} />{' '}
              {capital(problem.message).replaceAll('*', '')}
            </li>
          ))}
        </ul>
      )}
      {parked.length > 0 && (
        <ul className={css.parked} aria-label="Parked questions">
          {parked.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a room needs to know of a handoff; null = nobody has decided it. */
function factsOf(spec: HandoffSpec): [name: string, said: string | null][] {
  const said = (words: string) => (words === '' ? null : words);
  const accept = spec.targets.filter(({ clock }) => clock === 'accept');
  const packet = spec.packet.filter(({ required }) => required).map(({ name }) => name);
  return [
    ['Starts when', said(spec.trigger)],
    [
      'Accountable',
      said([spec.accountable.join(', '), spec.backup && `backup ${spec.backup}`].filter(Boolean).join(', ')),
    ],
    ['Accepted within', said(accept.map(({ tier, target }) => `${tier}: ${target}`).join(' · '))],
    ['Goes along', said(packet.join(', '))],
  ];
}
