import { useState } from 'react';
import type { ClockSheet, Policy, RecordPageDetail } from '../../bridge';
import { CLOCK_TITLES, dayAndTime, KIND_NAMES, spanWords, stateWords } from '../../components/clock/words';
import { LinkButton } from '../../components/controls';
import { DASH, dateTime, duration, integer } from '../../components/format';
import { Packet, RecordFacts, requiredFields } from '../../components/RecordFacts';
import css from './record.module.css';

interface Props {
  detail: RecordPageDetail;
  policy: Policy | undefined;
  sheet: ClockSheet | undefined;
  /** Index of the selected ledger line. */
  line: number | null;
}

/** The selected ledger line, and under it what is known of the record. */
export function LineInspector({ detail, policy, sheet, line }: Props) {
  return (
    <aside className={`insp ${css.insp}`} aria-label="Inspector">
      {sheet &&
        (line !== null && sheet.ledger[line] ? <LineHead sheet={sheet} line={line} /> : <SheetHead sheet={sheet} />)}
      <div className="insp__body">
        {sheet &&
          (line !== null && sheet.ledger[line] ? (
            <LineFacts sheet={sheet} line={line} />
          ) : (
            <SheetFacts sheet={sheet} />
          ))}
        <Packet detail={detail} policy={policy} />
        <RecordFacts detail={detail} policy={policy} />
        <Attributes detail={detail} policy={policy} />
      </div>
    </aside>
  );
}

function LineHead({ sheet, line }: { sheet: ClockSheet; line: number }) {
  const entry = sheet.ledger[line];
  if (!entry) return null;
  const day = dayAndTime(entry.from, sheet.time_zone).split('\u00a0')[0];
  const long = entry.to === entry.from ? '' : ` ${duration(entry.elapsed_ms)}`;
  return (
    <div className="insp__head">
      <p className="t-small t-3 num">
        Line {line + 1} of {integer(sheet.ledger.length)} of the ledger
      </p>
      <h2 className="t-panel num">
        {KIND_NAMES[entry.kind]}
        {long}, {day} {spanWords(entry, sheet.time_zone)}
      </h2>
    </div>
  );
}

function LineFacts({ sheet, line }: { sheet: ClockSheet; line: number }) {
  const entry = sheet.ledger[line];
  if (!entry) return null;
  const zone = sheet.time_zone;
  const part = entry.counts_ms === entry.elapsed_ms ? 'all of it' : `of ${duration(entry.elapsed_ms)}`;
  const nothing = entry.to === entry.from ? 'an instant' : 'nothing of it';
  const counts = entry.counts_ms > 0 ? `${duration(entry.counts_ms)}, ${part}` : nothing;
  return (
    <section className="insp__sec">
      <dl className="kv num">
        <dt>{entry.kind === 'paused' ? 'Reason' : 'Because'}</dt>
        <dd>{entry.because || (entry.kind === 'open' ? `${sheet.calendar} is open` : DASH)}</dd>
        <dt>From</dt>
        <dd>{dateTime(entry.from, zone)}</dd>
        {entry.to !== entry.from && (
          <>
            <dt>To</dt>
            <dd>{dateTime(entry.to, zone)}</dd>
          </>
        )}
        <dt>Counts</dt>
        <dd>{counts}</dd>
        <dt>Counted by then</dt>
        <dd>{duration(entry.running_ms)}</dd>
        <dt>Zone</dt>
        <dd>{zone}</dd>
      </dl>
    </section>
  );
}

function SheetHead({ sheet }: { sheet: ClockSheet }) {
  return (
    <div className="insp__head">
      <p className="t-small t-3">{CLOCK_TITLES[sheet.clock]}</p>
      <h2 className="t-panel num">{stateWords(sheet)}</h2>
    </div>
  );
}

function SheetFacts({ sheet }: { sheet: ClockSheet }) {
  const zone = sheet.time_zone;
  return (
    <section className="insp__sec">
      <dl className="kv num">
        <dt>Because</dt>
        <dd>{sheet.because}</dd>
        <dt>Due</dt>
        <dd>{sheet.due_at === null ? DASH : dateTime(sheet.due_at, zone)}</dd>
        <dt>Calendar</dt>
        <dd>{sheet.calendar}</dd>
        <dt>Zone</dt>
        <dd>{zone}</dd>
      </dl>
    </section>
  );
}

const FEW = 12;

function Attributes({ detail, policy }: { detail: RecordPageDetail; policy: Policy | undefined }) {
  const [all, setAll] = useState(false);
  const packet = requiredFields(detail, policy);
  const filled = Object.entries(detail.record.attributes).filter(([name, value]) => value && !packet.includes(name));
  if (filled.length === 0) return null;
  return (
    <section className="insp__sec">
      <h3 className="t-head">
        Attributes <span className="t-3 t-small num">{integer(filled.length)}</span>
      </h3>
      <dl className="kv num">
        {(all ? filled : filled.slice(0, FEW)).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt title={name}>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!all && filled.length > FEW && (
        <LinkButton onPress={() => setAll(true)}>{integer(filled.length - FEW)} more</LinkButton>
      )}
    </section>
  );
}
