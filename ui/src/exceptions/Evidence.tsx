import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWorkspace } from '../app/workspace';
import type { CaseDetail, ClockKind, ClockSheet, Policy, RecordPageDetail } from '../bridge';
import { ClockBar } from '../components/clock/ClockBar';
import { Ledger } from '../components/clock/Ledger';
import { basisWords, CLOCK_NAMES, stateWords } from '../components/clock/words';
import { Button, Field, LinkButton, Select } from '../components/controls';
import { dateTime, dateTimeHere } from '../components/format';
import { Packet, RecordFacts } from '../components/RecordFacts';
import { Sentence } from '../components/Sentence';
import { StatusMark, stateStatus } from '../components/StatusMark';
import { ErrorPanel, Loading } from '../components/states';
import type { Desk, Refusals } from './acts';
import { useRecordOf, useRecordOwner } from './data';
import css from './exceptions.module.css';
import { isOpen } from './queue';
import { Refused } from './Refused';
import { namesOf, RULES } from './words';

interface Props {
  detail: CaseDetail;
  policy: Policy | undefined;
  desk: Desk;
}

/** Why it is here, what was decided about it, and the record with the clock that proves it. */
export function Evidence({ detail, policy, desk }: Props) {
  const { time_zone: zone } = useWorkspace();
  const { case: one, type_name: typeName } = detail.row;
  const names = namesOf(policy);
  const kind = policy?.exception_types.find(({ key }) => key === one.exception_type);
  const facts: [string, string | null][] = [
    ['Type', kind?.meaning ? `${typeName}: ${kind.meaning}` : typeName],
    ['Kind', kind?.subtypes.find(({ key }) => key === one.subtype)?.name ?? one.subtype],
    ['Found because', RULES[one.rule]],
    ['Came to be', dateTime(one.arose, zone)],
    ['Over by itself', one.ended === null ? null : dateTime(one.ended, zone)],
    ['On the desk', dateTimeHere(one.raised_at)],
    ['Due', one.due_at === null ? 'nothing is promised' : dateTime(one.due_at, zone)],
    ['Root cause', one.root_cause === null ? null : names.cause(one.root_cause)],
    ['Disputed to', detail.row.escalated_to_name],
    ['Reopened', one.reopened === 0 ? null : `${one.reopened} ×`],
    ['In the data', one.stands ? null : 'no longer found'],
    ...detail.audit_fields.map(({ key, name }): [string, string | null] => [name, one.audit_fields[key] || null]),
  ];
  return (
    <>
      <p className={css.because}>{one.because}</p>
      <dl className="kv num">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {one.rule === 'unowned' && isOpen(one.status) && <ByRouting number={one.number} />}
      <Overrides detail={detail} policy={policy} desk={desk} />
      <OfRecord id={detail.record} policy={policy} />
    </>
  );
}

/** Overrides that were made, each with the way to take it back. */
function Overrides({ detail, policy, desk }: Props) {
  const { time_zone: zone } = useWorkspace();
  const [taking, setTaking] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<Refusals>([]);
  const { overrides } = detail.row.case;
  if (overrides.length === 0) return null;
  const names = namesOf(policy);
  const effectWords = (effect: (typeof overrides)[number]['effect']) => {
    if (effect === null) return null;
    if (effect.kind === 'merge') return `counted with ${effect.master.record_id}`;
    const end = effect.to === null ? 'until it is taken back' : `to ${dateTime(effect.to, zone)}`;
    return `clocks stand still from ${dateTime(effect.from, zone)} ${end}`;
  };
  const takeBack = async (place: number) => {
    const made = overrides[place];
    const approver = made === undefined || made.approver === made.actor ? null : made.approver;
    const result = await desk.act([detail.row], { act: 'take_back', place, reason, approver });
    if (result === null) return;
    setRefused(result.refused);
    if (result.refused.length === 0) setTaking(null);
  };
  return (
    <section className="insp__sec">
      <h3 className="t-head">Overrides</h3>
      <ol className={css.overrides}>
        {overrides.map((made, place) => (
          <li key={`${made.at}-${made.verb}`}>
            <p>
              <b>{names.verb(made.verb)}</b> <span className="t-3 num">{dateTimeHere(made.at)}</span>
            </p>
            <p className="t-small t-2">
              {names.person(made.actor)}
              {made.approver !== made.actor && `, approved by ${names.person(made.approver)}`}: {made.reason}
            </p>
            <p className="t-small t-2">Next: {made.next_step.text}</p>
            {made.effect !== null && <p className="t-small t-2 num">Figures: {effectWords(made.effect)}</p>}
            {made.taken_back_at !== null ? (
              <p className="t-small t-3 num">Taken back {dateTimeHere(made.taken_back_at)}</p>
            ) : taking === place ? (
              <form
                className={css.form}
                onSubmit={(event) => {
                  event.preventDefault();
                  void takeBack(place);
                }}
              >
                <Field label="Reason" value={reason} onChange={setReason} autoFocus />
                <Refused refused={refused} />
                <div className={css.acts}>
                  <Button type="submit" small isDisabled={desk.busy}>
                    Take back
                  </Button>
                  <Button kind="quiet" small onPress={() => setTaking(null)}>
                    Cancel
                  </Button>
                </div>
              </form>
            ) : (
              <LinkButton className="t-small" onPress={() => setTaking(place)}>
                Take it back
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** To whom the policy would give a record that nobody owns. */
function ByRouting({ number }: { number: number }) {
  const { data, error, refetch } = useRecordOwner(number);
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={2} label="Trying the record on the routing" />;
  if (data === null) return null;
  return (
    <section className="insp__sec" aria-label="By the routing">
      <h3 className="t-head">By the routing</h3>
      <p>{data.owner === null ? 'Nobody would get this record.' : `This record would go to ${data.owner}.`}</p>
      <p className={`t-small t-2 ${css.why}`}>
        <Sentence words={`${data.because}.`} />
      </p>
    </section>
  );
}

function OfRecord({ id, policy }: { id: string | null; policy: Policy | undefined }) {
  const { data, error, refetch } = useRecordOf(id);
  if (id === null) return <p className="t-2">No import brings this record any more.</p>;
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading ofRecords lines={5} label="Reading the record" />;
  return (
    <>
      <Clock key={data.id} detail={data} />
      <Packet detail={data} policy={policy} />
      <RecordFacts detail={data} policy={policy} />
    </>
  );
}

/** The clock to open with: one that was not kept, else the first that says something. */
function firstClock(clocks: readonly ClockSheet[]): ClockKind | undefined {
  const late = clocks.find(({ state }) => state === 'breached_open' || state === 'met_late');
  const judged = clocks.find(({ state }) => state !== 'not_applicable' && state !== 'cannot_judge');
  return (late ?? judged ?? clocks[0])?.clock;
}

function Clock({ detail }: { detail: RecordPageDetail }) {
  const [clock, setClock] = useState(() => firstClock(detail.clocks));
  const [line, setLine] = useState<number | null>(null);
  const sheet = detail.clocks.find((one) => one.clock === clock);
  if (sheet === undefined || clock === undefined)
    return <p className="t-2">No SLA clock runs at this handoff point.</p>;
  const status = stateStatus(sheet.state);
  return (
    <section className="insp__sec">
      <div className={css.clockHead}>
        <h3 className="t-head">Clock ledger</h3>
        {detail.clocks.length > 1 && (
          <Select
            label="Clock"
            labelHidden
            quiet
            small
            options={detail.clocks.map((one) => ({ id: one.clock, label: CLOCK_NAMES[one.clock] }))}
            value={clock}
            onChange={(next) => {
              setClock(next);
              setLine(null);
            }}
          />
        )}
        <span className={css.gap} />
        <Link to="/records/$id" params={{ id: detail.id }} search={{}} className="t-small">
          Open the record
        </Link>
      </div>
      <p className={`is-${status} t-small num`}>
        <StatusMark status={status} /> <b>{stateWords(sheet)}</b>
      </p>
      <p className="t-small t-2 num">{sheet.state === 'cannot_judge' ? sheet.because : basisWords(sheet)}</p>
      {sheet.ledger.length > 0 && (
        <>
          <ClockBar sheet={sheet} selected={line} onSelect={setLine} />
          <Ledger sheet={sheet} selected={line} onSelect={setLine} narrow />
        </>
      )}
    </section>
  );
}
