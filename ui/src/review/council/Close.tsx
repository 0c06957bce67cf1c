import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useNamed } from '../../app/people';
import { say } from '../../app/toasts';
import { bridge, type Council, type Person, trouble } from '../../bridge';
import { Button, Field, Select } from '../../components/controls';
import { counted, dateTime, integer, monthName } from '../../components/format';
import css from './council.module.css';
import { Notes } from './Notes';
import { AgendaPage, Calm, Part } from './parts';
import type { CouncilDesk } from './useCouncil';
import { standing, stateWords } from './words';

interface Props {
  council: Council;
  people: readonly Person[];
  zone: string;
  policyVersion: number;
  desk: CouncilDesk;
}

/** How a review ends: what was said, who was there, and the sign-off that freezes its numbers. */
export function ClosePage({ council, people, zone, policyVersion, desk }: Props) {
  const named = useNamed();
  return (
    <AgendaPage title="Notes, attendance, sign-off" lead={stateWords(council, zone, named)}>
      <div className={css.cols}>
        <Part title="Notes">
          <Notes key={council.month} council={council} desk={desk} zone={zone} />
        </Part>
        <div className={css.stack}>
          <Part title="Attendance">
            <Presence council={council} people={people} desk={desk} />
          </Part>
          <Part title="Sign-off">
            <SignOffPart council={council} zone={zone} policyVersion={policyVersion} desk={desk} />
          </Part>
        </div>
      </div>
    </AgendaPage>
  );
}

/** So many people are listed; of more, those who were asked to come. */
const MANY = 12;

function Presence({ council, people, desk }: Pick<Props, 'council' | 'people' | 'desk'>) {
  const { attendance } = council;
  const [guest, setGuest] = useState('');
  const there = new Map(attendance.people.map(({ person, present }) => [person, present]));
  const invited = people.filter(({ key }) => there.has(key));
  const asked = people.length <= MANY ? people : invited;
  const rows = [
    ...asked.map(({ key, name }) => ({ key, name })),
    ...attendance.people
      .filter(({ person }) => people.every(({ key }) => key !== person))
      .map(({ person }) => ({ key: person, name: person })),
  ];
  const others = people.filter(({ key }) => asked.every((one) => one.key !== key));
  const put = (person: string, present: boolean) => {
    const next = new Map(there).set(person, present);
    return desk.act((actor) =>
      bridge.attendanceSave(
        council.month,
        [...next].map(([one, is]) => ({ person: one, present: is })),
        attendance.version,
        actor,
      ),
    );
  };
  const add = async () => {
    if (guest.trim() !== '' && (await put(guest.trim(), true))) setGuest('');
  };
  const shut = desk.locked || desk.signed;
  return (
    <>
      <p className="t-small t-2 num">
        {counted([...there.values()].filter(Boolean).length, 'person', 'people')} present.
      </p>
      <ul className={css.presence}>
        {rows.map(({ key, name }) => (
          <li key={key}>
            <Checkbox
              className="tick"
              isSelected={there.get(key) === true}
              isDisabled={shut}
              onChange={(on) => void put(key, on)}
            >
              <i aria-hidden />
              {name}
            </Checkbox>
          </li>
        ))}
      </ul>
      {!shut && others.length > 0 && (
        <Select
          label="Add one of the policy’s people"
          options={others.map(({ key, name }) => ({ id: key, label: name }))}
          value={null}
          onChange={(key) => void put(key, true)}
        />
      )}
      {!shut && (
        <Field
          label="Somebody else"
          hint="Enter adds them"
          value={guest}
          onChange={setGuest}
          onEnter={() => void add()}
        />
      )}
    </>
  );
}

function SignOffPart({
  council,
  zone,
  policyVersion,
  desk,
}: Pick<Props, 'council' | 'zone' | 'policyVersion' | 'desk'>) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { state } = council;
  const signed = standing(council);
  const named = useNamed();
  const month = monthName(council.month);
  const sign = async () => {
    setRefused(null);
    const done = await desk.act(
      (actor) => bridge.signOff(council.month, actor),
      (error) => setRefused(trouble(error).message),
    );
    if (done) say(`${month} is signed: its numbers are frozen`);
  };
  const reopen = async () => {
    setAsked(true);
    setRefused(null);
    if (reason.trim() === '') return;
    const done = await desk.act(
      (actor) => bridge.reopen(council.month, reason.trim(), actor),
      (error) => setRefused(trouble(error).message),
    );
    if (done) {
      setReason('');
      setAsked(false);
      say(`${month} is open again, and says so`);
    }
  };
  const mine = signed?.reopened === null && signed.signatures.some(({ by }) => by === desk.actor);
  return (
    <div className={css.signOff}>
      {signed !== null && (
        <dl className="kv num">
          {signed.signatures.map(({ by, at }) => (
            <div key={by} style={{ display: 'contents' }}>
              <dt>Signed</dt>
              <dd>
                {named(by)}, {dateTime(at, zone)}
              </dd>
            </div>
          ))}
          <dt>Policy</dt>
          <dd>v{signed.policy_version}</dd>
          <dt>Data</dt>
          <dd>
            {signed.batch === null ? 'no import' : `up to import ${integer(signed.batch)}`}, as of{' '}
            {dateTime(signed.as_of, zone)}
          </dd>
          <dt>Audit head</dt>
          <dd>
            <code title={signed.audit_head}>{signed.audit_head.slice(0, 12)}</code>,{' '}
            {counted(signed.audit_entries, 'entry', 'entries')}
          </dd>
          <dt>Digest</dt>
          <dd>
            <code title={signed.digest}>{signed.digest.slice(0, 12)}</code>
          </dd>
        </dl>
      )}
      {state === 'signed' && council.waiting_for.length > 0 && (
        <p className="t-small t-2">Was present and has not signed: {council.waiting_for.map(named).join(', ')}.</p>
      )}
      {state !== 'signed' && (
        <p className="t-small t-2">
          Signing freezes {month}: every figure with its limits, policy v{policyVersion}, the data as imported by now,
          and the head of the audit trail. Later imports and versions leave it as it is; it can be reopened, and then
          says so.
        </p>
      )}
      {refused !== null && (
        <p className="t-small is-breach" role="alert">
          {refused}
        </p>
      )}
      {!desk.locked && !mine && (
        <p>
          <Button kind="primary" onPress={() => void sign()}>
            Sign off {month}
            {desk.name !== '' && ` as ${desk.name}`}
          </Button>
        </p>
      )}
      {!desk.locked && state === 'signed' && (
        <div className={css.reopen}>
          <Field
            label="Reopen, because"
            value={reason}
            onChange={setReason}
            error={asked && reason.trim() === '' ? 'Say why: the pack and the trail will carry it.' : null}
            placeholder="Late records of the EMEA pod came in"
          />
          <Button small kind="quiet" onPress={() => void reopen()}>
            Reopen {month}
          </Button>
        </div>
      )}
      {state === 'signed' && council.differences.length > 0 && <Differences council={council} />}
    </div>
  );
}

/** What today's data would say of the signed month. */
function Differences({ council }: { council: Council }) {
  return (
    <section aria-label="What differs now">
      <h4 className="t-head">What the data of today would say</h4>
      <ul className={css.sentences}>
        {council.differences.slice(0, 8).map((one) => (
          <li key={`${one.handoff?.key} ${one.metric}`} className="t-small num">
            {one.sentence}
          </li>
        ))}
      </ul>
      {council.differences.length > 8 && <Calm>{integer(council.differences.length - 8)} more.</Calm>}
    </section>
  );
}
