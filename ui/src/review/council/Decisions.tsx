import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import {
  type ActionRow,
  bridge,
  type Council,
  type CouncilDecision,
  type DecisionRow,
  type Person,
  type Review,
} from '../../bridge';
import { ActsMenu, Button, LinkButton } from '../../components/controls';
import { counted, monthShort } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { ActionForm } from './ActionForm';
import { EffectLine } from './Changed';
import css from './council.module.css';
import { DecisionForm, type DecisionStart } from './DecisionForm';
import { AgendaPage } from './parts';
import type { CouncilDesk } from './useCouncil';
import { dueWords, expectedWords, tally } from './words';

export interface CouncilProps {
  council: Council;
  review: Review;
  currency: string;
  people: readonly Person[];
  desk: CouncilDesk;
  /** What a decision is being made of; null = none is. */
  deciding: DecisionStart | null;
  onDecide: (start: DecisionStart | null) => void;
}

/** The agenda's page of decisions and actions: everything of the side pane, with room. */
export function DecisionsPage(props: CouncilProps) {
  return (
    <AgendaPage title="Decisions and actions" lead={`${tally(props.council)}.`}>
      <div className={css.cols}>
        <div className={css.list}>
          <DecisionList {...props} wide />
        </div>
        <div className={css.list}>
          <ActionList {...props} />
        </div>
      </div>
    </AgendaPage>
  );
}

/** To decide; then what was decided, with what came of it. */
export function DecisionList({ wide = false, ...props }: CouncilProps & { wide?: boolean }) {
  const { council, review, desk, deciding, onDecide, currency } = props;
  const shut = desk.locked || desk.signed;
  const proposed = council.decisions.filter(({ decision }) => decision.status === 'proposed');
  const decided = council.decisions.filter(({ decision }) => decision.status === 'decided');
  const withdrawn = council.decisions.filter(({ decision }) => decision.status === 'withdrawn');
  const editing = (row: DecisionRow) => deciding !== null && 'id' in deciding && deciding.id === row.decision.id;
  const form = (key: string) =>
    deciding && (
      <DecisionForm
        key={key}
        review={review}
        currency={currency}
        start={deciding}
        desk={desk}
        onDone={() => onDecide(null)}
      />
    );
  const line = (row: DecisionRow) =>
    editing(row) ? (
      <li key={row.name}>{form(row.name)}</li>
    ) : (
      <DecisionLine key={row.name} row={row} wide={wide} {...props} />
    );
  const first = review.rows[0]?.handoff.key ?? null;
  return (
    <>
      {deciding !== null && !('id' in deciding)
        ? form(`${deciding.handoff} ${deciding.metric}`)
        : !shut && (
            <p>
              <Button small onPress={() => onDecide({ handoff: first, metric: review.columns[0]?.metric ?? 'volume' })}>
                New decision
              </Button>
            </p>
          )}
      <section aria-label="To decide">
        <h3 className="t-head">
          To decide <span className="t-3 num">{proposed.length}</span>
        </h3>
        <ol className={css.items}>{proposed.map(line)}</ol>
        {proposed.length === 0 && (
          <p className="t-small t-3">
            {shut ? 'Nothing.' : 'Nothing yet. Any figure can become a decision: select it and press D.'}
          </p>
        )}
      </section>
      {decided.length > 0 && (
        <section aria-label="Decided">
          <h3 className="t-head">
            Decided, and what came of it <span className="t-3 num">{decided.length}</span>
          </h3>
          <ol className={css.items}>{decided.map(line)}</ol>
        </section>
      )}
      {wide && withdrawn.length > 0 && (
        <section aria-label="Withdrawn">
          <h3 className="t-head">
            Withdrawn <span className="t-3 num">{withdrawn.length}</span>
          </h3>
          <ol className={css.items}>{withdrawn.map(line)}</ol>
        </section>
      )}
    </>
  );
}

function DecisionLine({ row, wide, desk, onDecide, currency }: CouncilProps & { row: DecisionRow; wide: boolean }) {
  const { decision, effect, handoff, name, metric_title: title, is_signed: signed } = row;
  const again = (status: 'decided' | 'withdrawn') =>
    void desk.act((actor) =>
      bridge.decisionSave(
        {
          id: decision.id,
          version: decision.version,
          text: decision.text,
          status,
          made_in: decision.made_in,
          handoff: decision.handoff,
          metric: decision.metric,
          expects: decision.expects,
          policy_version: decision.policy_version,
        },
        actor,
      ),
    );
  return (
    <li className={css.decision}>
      <span className="handoff__key">{name}</span>
      <div>
        <p>{decision.text}</p>
        <p className="t-small t-3 num">
          {handoff ? <HandoffBadge handoff={handoff} /> : 'All handoffs'} {title} {expectedWords(row, currency)}
          {decision.status === 'decided' && `, ${monthShort(decision.made_in)}`}
          {decision.policy_version !== null && `, carried out by policy v${decision.policy_version}`}
        </p>
        {effect && <EffectLine effect={effect} />}
        {!desk.locked && decision.status === 'decided' && decision.policy_version === null && (
          <p className={css.lineActs}>
            <CarriedOutBy decision={decision} desk={desk} />
          </p>
        )}
        {!desk.locked && !signed && (
          <p className={css.lineActs}>
            {decision.status === 'proposed' && (
              <LinkButton className="t-small" onPress={() => again('decided')} aria-label={`Decide ${name}`}>
                Decide
              </LinkButton>
            )}
            {decision.status === 'proposed' && (
              <LinkButton className="t-small" onPress={() => onDecide(decision)} aria-label={`Edit ${name}`}>
                Edit
              </LinkButton>
            )}
            {(decision.status === 'proposed' || wide) && decision.status !== 'withdrawn' && (
              <LinkButton className="t-small" onPress={() => again('withdrawn')} aria-label={`Withdraw ${name}`}>
                Withdraw
              </LinkButton>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

/** Which published version did what was decided. */
function CarriedOutBy({ decision, desk }: { decision: CouncilDecision; desk: CouncilDesk }) {
  const { data } = useQuery({ queryKey: ['council', 'versions'], queryFn: bridge.policyHistory });
  const since = (data ?? []).filter(({ published_at: at }) => at >= decision.made_at);
  if (since.length === 0) return null;
  return (
    <ActsMenu
      align="start"
      label={`D-${decision.number} is carried out by`}
      acts={since.map(({ version, reason }) => ({
        id: String(version),
        label: `v${version}: ${reason}`,
        run: () => void desk.act((actor) => bridge.decisionCarriedOut(decision.id, decision.version, version, actor)),
      }))}
    />
  );
}

/** Who does what by when, open ones first, each carried over until it is done. */
export function ActionList({ council, people, desk }: CouncilProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const open = council.actions.filter(({ is_done: done }) => !done).length;
  const form = (row: ActionRow | null) => (
    <ActionForm
      month={council.month}
      people={people}
      decisions={council.decisions.filter(({ decision }) => decision.status !== 'withdrawn')}
      start={row?.action ?? null}
      decision={null}
      desk={desk}
      onDone={() => setEditing(null)}
    />
  );
  return (
    <section aria-label="Actions">
      <h3 className="t-head">
        Actions <span className="t-3 num">{counted(open, 'open', 'open')}</span>
      </h3>
      <ol className={css.items}>
        {council.actions.map((row) =>
          editing === row.action.id ? (
            <li key={row.name}>{form(row)}</li>
          ) : (
            <ActionLine key={row.name} row={row} desk={desk} onEdit={() => setEditing(row.action.id)} />
          ),
        )}
      </ol>
      {editing === ''
        ? form(null)
        : !desk.locked &&
          !desk.signed && (
            <p>
              <Button small kind="quiet" onPress={() => setEditing('')}>
                New action
              </Button>
            </p>
          )}
    </section>
  );
}

function ActionLine({ row, desk, onEdit }: { row: ActionRow; desk: CouncilDesk; onEdit: () => void }) {
  const { action, name, owner_name: owner, is_done: done } = row;
  const due = dueWords(row);
  return (
    <li className={css.action} data-done={done}>
      <Checkbox
        className="tick"
        aria-label={`${name} is done: ${action.text}`}
        isSelected={done}
        isDisabled={desk.locked}
        onChange={(on) => void desk.act((actor) => bridge.actionDone(action.id, action.version, on, actor))}
      >
        <i aria-hidden />
      </Checkbox>
      <div>
        <p>{action.text}</p>
        <p className="t-small t-2 num">
          {owner}, <span className={due.late ? 'is-breach' : undefined}>{due.text}</span>{' '}
          {!desk.locked && !done && (
            <LinkButton className="t-small" onPress={onEdit} aria-label={`Edit ${name}`}>
              Edit
            </LinkButton>
          )}
        </p>
      </div>
    </li>
  );
}
