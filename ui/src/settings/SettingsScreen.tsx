import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useCommands } from '../app/commands';
import { HeaderCrumbs } from '../app/slots';
import { LinkButton } from '../components/controls';
import { HandoffBadge } from '../components/HandoffBadge';
import { keyFromName } from '../components/keys';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import { About } from './About';
import { Appearance } from './Appearance';
import { CalendarPage } from './calendars/CalendarPage';
import { FieldsPage } from './fields/FieldsPage';
import { HandoffPage } from './handoffs/HandoffPage';
import { addCalendar, addHandoff } from './policy/edits';
import { SaveBar } from './policy/SaveBar';
import { type Editing, useEditing } from './policy/useDraft';
import css from './settings.module.css';

/** Calendars, handoff points and fields of the policy, and how Baton looks on this computer. */
export function SettingsScreen() {
  const { _splat: place = '' } = useParams({ strict: false }) as { _splat?: string };
  const { editing, error, retry } = useEditing();
  const [section = '', key] = place.split('/');
  if (error && !editing)
    return (
      <section className="pane pane--pad">
        <ErrorPanel error={error} retry={retry} />
      </section>
    );
  if (!editing)
    return (
      <section className="pane pane--pad">
        <Loading label="Reading the policy" />
      </section>
    );
  return (
    <Settings editing={editing} section={section} item={key === undefined ? undefined : decodeURIComponent(key)} />
  );
}

function Settings({ editing, section, item }: { editing: Editing; section: string; item: string | undefined }) {
  const { policy } = editing;
  const navigate = useNavigate();
  const go = (splat: string) => void navigate({ to: '/settings/$', params: { _splat: splat } });
  useCommands(() => [
    {
      id: 'settings.undo',
      label: 'Undo the last edit of the policy',
      group: 'Settings',
      keys: ['$mod+z'],
      when: () => editing.draft.edits.length > 0,
      run: editing.undo,
    },
    {
      id: 'settings.redo',
      label: 'Redo',
      group: 'Settings',
      keys: ['$mod+Shift+z'],
      when: () => editing.draft.undone.length > 0,
      run: editing.redo,
    },
    {
      id: 'settings.save',
      label: 'Save the edits as a version of the policy',
      group: 'Settings',
      keys: ['$mod+s'],
      when: () => editing.draft.edits.length > 0 && !editing.locked,
      run: () => void editing.save(''),
    },
    ...policy.calendars.map((calendar) => ({
      id: `settings.calendar.${calendar.key}`,
      label: `Edit calendar ${calendar.name}`,
      group: 'Settings',
      run: () => go(`calendars/${encodeURIComponent(calendar.key)}`),
    })),
    ...policy.handoffs.map((point) => ({
      id: `settings.handoff.${point.key}`,
      label: `Edit handoff point ${point.key} ${point.name}`,
      group: 'Settings',
      run: () => go(`handoffs/${encodeURIComponent(point.key)}`),
    })),
  ]);

  const newCalendar = () => {
    const name = 'New calendar';
    const calendar = {
      key: keyFromName(name, policy.calendars),
      name,
      time_zone: policy.time_zone,
      '24x7': false,
      weekly: OFFICE,
      exceptions: {},
    };
    editing.edit('New calendar', addCalendar(policy, calendar));
    go(`calendars/${calendar.key}`);
  };
  const newHandoff = () => {
    const added = addHandoff(policy);
    editing.edit(`New handoff point ${added.point.key}`, added.policy);
    go(`handoffs/${added.point.key}`);
  };

  if (section === '')
    return (
      <Navigate
        to="/settings/$"
        params={{ _splat: `calendars/${encodeURIComponent(policy.default_calendar)}` }}
        replace
      />
    );
  const calendar =
    section === 'calendars' ? (policy.calendars.find((entry) => entry.key === item) ?? policy.calendars[0]) : undefined;
  const point =
    section === 'handoffs' ? (policy.handoffs.find((entry) => entry.key === item) ?? policy.handoffs[0]) : undefined;
  const at = (splat: string, current: boolean) => ({
    to: '/settings/$' as const,
    params: { _splat: splat },
    'aria-current': current ? ('page' as const) : undefined,
    className: css.item,
  });
  return (
    <div className={css.screen}>
      <HeaderCrumbs>
        <b>{calendar?.name ?? point?.key ?? PAGES[section] ?? 'Appearance'}</b>
      </HeaderCrumbs>
      <nav className={css.nav} aria-label="Settings">
        <Group title="Calendars" onAdd={editing.locked ? undefined : newCalendar} add="New calendar">
          {policy.calendars.map((entry) => (
            <Link key={entry.key} {...at(`calendars/${encodeURIComponent(entry.key)}`, entry === calendar)}>
              <span className={css.itemName}>{entry.name || 'unnamed'}</span>
              {entry.key === policy.default_calendar && <span className="t-3 t-micro">default</span>}
            </Link>
          ))}
        </Group>
        <Group title="Handoff points" onAdd={editing.locked ? undefined : newHandoff} add="New handoff point">
          {policy.handoffs.length === 0 && (
            <Link {...at('handoffs', section === 'handoffs')}>
              <span className="t-3">none yet</span>
            </Link>
          )}
          {policy.handoffs.map((entry) => (
            <Link
              key={entry.key}
              {...at(`handoffs/${encodeURIComponent(entry.key)}`, entry === point)}
              title={entry.name}
            >
              <HandoffBadge handoff={entry} />
              {entry.from_import && <span className="t-3 t-micro">imported</span>}
            </Link>
          ))}
        </Group>
        <Group title="Policy">
          <Link {...at('fields', section === 'fields')}>
            <span>Field catalogue</span>
            <span className="t-3 t-micro num">{policy.fields.length}</span>
          </Link>
        </Group>
        <Group title="This computer">
          <Link {...at('appearance', section === 'appearance')}>Appearance</Link>
          <Link {...at('about', section === 'about')}>About Baton</Link>
        </Group>
      </nav>
      <div className={css.page}>
        {calendar && (
          <CalendarPage
            key={calendar.key}
            calendar={calendar}
            editing={editing}
            onGone={() => go(`calendars/${encodeURIComponent(policy.default_calendar)}`)}
          />
        )}
        {point && <HandoffPage key={point.key} point={point} editing={editing} onGone={() => go('handoffs')} />}
        {section === 'handoffs' && !point && (
          <section className="pane pane--pad">
            <EmptyState act={<LinkButton onPress={newHandoff}>New handoff point</LinkButton>}>
              There is no handoff point yet. An import makes one for every name in its handoff column; or begin with one
              here.
            </EmptyState>
          </section>
        )}
        {section === 'fields' && <FieldsPage editing={editing} />}
        {section === 'appearance' && <Appearance />}
        {section === 'about' && <About />}
      </div>
      <SaveBar editing={editing} />
    </div>
  );
}

const PAGES: Record<string, string> = { fields: 'Field catalogue', handoffs: 'Handoff points', about: 'About Baton' };
const DAY: [string, string][] = [['09:00', '17:00']];
const OFFICE = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] };

function Group({
  title,
  add,
  onAdd,
  children,
}: {
  title: string;
  add?: string;
  onAdd?: (() => void) | undefined;
  children: React.ReactNode;
}) {
  return (
    <section className={css.group}>
      <h2 className={css.groupHead}>
        {title}
        {onAdd && (
          <button type="button" className={css.groupAdd} aria-label={add} title={add} onClick={onAdd}>
            <Plus size={14} aria-hidden />
          </button>
        )}
      </h2>
      {children}
    </section>
  );
}
