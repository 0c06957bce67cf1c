import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { bridge, type CadenceItem } from '../bridge';
import { LinkButton } from '../components/controls';
import { counted } from '../components/format';
import { choosingActor } from './ActingAs';
import { useActing } from './acting';
import css from './due.module.css';
import { say, sayTrouble } from './toasts';
import { useWorkspace } from './workspace';

/** What comes round: weekly lists, reviews, criteria updates, handoffs' own days. Nothing where nobody can tell. */
export function useDue(): readonly CadenceItem[] {
  const { data } = useQuery({ queryKey: ['cadence'], queryFn: bridge.cadence, retry: false });
  return data ?? [];
}

/** `2 things due, 1 overdue`, which opens the list of them. */
export function Due() {
  const items = useDue();
  if (items.length === 0) return null;
  const late = items.filter(({ overdue }) => overdue).length;
  return (
    <DialogTrigger>
      <AriaButton className={`link ${late > 0 ? css.late : ''}`}>
        {counted(items.length, 'thing')} due{late > 0 && `, ${late} overdue`}
      </AriaButton>
      <Popover className="float" offset={6}>
        <Dialog aria-label="What is due" className={css.due ?? ''}>
          {({ close }) => (
            <>
              <h2 className="t-head">What is due</h2>
              <DueList items={items} onGo={close} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Where each is gone through, and the way to say that it was. `onGo`: somebody goes there. */
export function DueList({ items, onGo }: { items: readonly CadenceItem[]; onGo?: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { actor } = useActing();
  const { read_only: readOnly } = useWorkspace();
  const go = ({ kind, period }: CadenceItem) => {
    onGo?.();
    if (kind === 'handoff') void navigate({ to: '/journey', search: { handoff: period.split(' ')[0] ?? period } });
    else if (kind === 'monthly') void navigate({ to: '/review', search: { month: period } });
    else void navigate({ to: '/review', search: { item: kind, period } });
  };
  const done = ({ kind, period }: CadenceItem) => {
    if (actor === '') return choosingActor.set(true);
    bridge
      .cadenceDone(kind, period, actor)
      .then(() => client.invalidateQueries({ queryKey: ['cadence'] }))
      .catch(sayTrouble);
  };
  const save = () =>
    void bridge
      .cadenceIcal()
      .then((path) => path !== null && say(`The dates are in ${path}`))
      .catch(sayTrouble);
  return (
    <>
      <ul className={css.list}>
        {items.map((item) => (
          <li key={`${item.kind} ${item.period}`}>
            <LinkButton className={css.name ?? ''} onPress={() => go(item)}>
              {item.title}
            </LinkButton>
            <span className={`t-small num ${item.overdue ? 'is-breach' : 't-2'}`}>
              {item.sentence}{' '}
              {item.kind !== 'monthly' && readOnly === null && (
                <LinkButton className="t-small" aria-label={`Gone through: ${item.title}`} onPress={() => done(item)}>
                  Gone through
                </LinkButton>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <LinkButton className="t-small" onPress={save}>
          Save the dates for a calendar
        </LinkButton>
      </p>
    </>
  );
}
