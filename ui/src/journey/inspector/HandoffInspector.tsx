import { Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { HandoffPoint, Policy, PolicyProblem } from '../../bridge';
import { Button } from '../../components/controls';
import { HandoffBadge } from '../../components/HandoffBadge';
import { healthOf, openWords } from '../problems/problems';
import { BasicsTab } from './basics/BasicsTab';
import { CriteriaTab } from './criteria/CriteriaTab';
import { DispositionsTab } from './dispositions/DispositionsTab';
import type { EditorProps } from './editing';
import css from './inspector.module.css';
import { MoreTab } from './more/MoreTab';
import { PacketTab } from './packet/PacketTab';
import { InspectorHead } from './parts';
import { RoutingTab } from './routing/RoutingTab';
import { SlaTab } from './sla/SlaTab';
import { TABS, type Tab as TabName, tabOf } from './tabs';

interface Props extends EditorProps {
  /** Null while it is not checked. */
  problems: readonly PolicyProblem[] | null;
  /** The part or tab that is meant, where a problem or a link names one. */
  part: string | undefined;
  onClose: () => void;
}

let lastTab: TabName = 'basics';

/** A handoff point: what it is, how it stands, and a tab for each of its parts. */
export function HandoffInspector({ problems, part, onClose, ...editor }: Props) {
  const { handoff, policy } = editor;
  const [tab, setTab] = useState<TabName>(() => tabOf(part) ?? lastTab);
  const show = (next: TabName) => {
    lastTab = next;
    setTab(next);
  };
  useEffect(() => {
    const wanted = tabOf(part);
    if (wanted === undefined) return;
    lastTab = wanted;
    setTab(wanted);
  }, [part]);
  useEffect(() => {
    document.getElementById(`part-${tab}`)?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });
  }, [tab]);
  return (
    <>
      <InspectorHead
        mark={
          <>
            <HandoffBadge handoff={handoff} health={healthOf(problems)} />
            <span className="t-small t-3">{openWords(problems)}</span>
          </>
        }
        title={handoff.name || 'Without a name yet'}
        about={answersFor(policy, handoff)}
        onClose={onClose}
      />
      <Tabs className={css.tabs ?? ''} selectedKey={tab} onSelectionChange={(key) => show(key as TabName)}>
        <div className={css.tabLine}>
          <TabList aria-label="Parts of the handoff" className={`tabs ${css.tabList}`}>
            {TABS.map(({ id, label }) => (
              <Tab key={id} id={id} className="tabs__item" data-part={id}>
                <span id={`part-${id}`}>{label}</span>
              </Tab>
            ))}
          </TabList>
          <MenuTrigger>
            <Button kind="quiet" small icon aria-label="All parts" className={css.allParts ?? ''}>
              <Ellipsis size={16} aria-hidden />
            </Button>
            <Popover className="menu" offset={4} placement="bottom end">
              <Menu
                className="menu__list"
                selectionMode="single"
                selectedKeys={[tab]}
                onAction={(key) => show(key as TabName)}
              >
                {TABS.map(({ id, label }) => (
                  <MenuItem key={id} id={id} className="menu__item">
                    {label}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        </div>
        <TabPanel key={tab} id={tab} className={`insp__body ${css.body}`}>
          <PartOf tab={tab} editor={editor} />
        </TabPanel>
      </Tabs>
    </>
  );
}

function PartOf({ tab, editor }: { tab: TabName; editor: EditorProps }) {
  switch (tab) {
    case 'basics':
      return <BasicsTab {...editor} />;
    case 'criteria':
      return <CriteriaTab {...editor} />;
    case 'packet':
      return <PacketTab {...editor} />;
    case 'routing':
      return <RoutingTab {...editor} />;
    case 'sla':
      return <SlaTab {...editor} />;
    case 'dispositions':
      return <DispositionsTab {...editor} />;
    case 'more':
      return <MoreTab {...editor} />;
  }
}

/** `SDR Team Lead is accountable, backup SDR Manager` */
export function answersFor(policy: Policy, handoff: HandoffPoint): string {
  const name = (key: string) => policy.roles.find((role) => role.key === key)?.name ?? key;
  const who = handoff.accountable_roles.map(name);
  const first =
    who.length === 0
      ? 'Nobody is accountable yet'
      : `${who.join(' and ')} ${who.length === 1 ? 'is' : 'are both'} accountable`;
  return `${first}, ${handoff.backup_role === null ? 'no backup' : `backup ${name(handoff.backup_role)}`}`;
}
