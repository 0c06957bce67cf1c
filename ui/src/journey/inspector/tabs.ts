// The inspector's tabs, and which of them a problem's part means.

import type { PolicyPart } from '../../bridge';

export type Tab = 'basics' | 'criteria' | 'packet' | 'routing' | 'sla' | 'dispositions' | 'more';

export const TABS: readonly { id: Tab; label: string }[] = [
  { id: 'basics', label: 'Basics' },
  { id: 'criteria', label: 'Criteria' },
  { id: 'packet', label: 'Packet' },
  { id: 'routing', label: 'Routing' },
  { id: 'sla', label: 'SLA & escalation' },
  { id: 'dispositions', label: 'Dispositions' },
  { id: 'more', label: 'KPI, risk & notes' },
];

const PARTS: Record<PolicyPart, Tab> = {
  basics: 'basics',
  trigger: 'basics',
  ownership: 'basics',
  lifecycle: 'basics',
  criteria: 'criteria',
  packet: 'packet',
  routing: 'routing',
  sla: 'sla',
  escalation: 'sla',
  dispositions: 'dispositions',
  rights: 'more',
};

/** The tab that a part of a handoff point stands in; a tab names itself. Undefined where it names neither. */
export function tabOf(part: string | undefined): Tab | undefined {
  if (part === undefined) return undefined;
  return TABS.find(({ id }) => id === part)?.id ?? (PARTS as Record<string, Tab | undefined>)[part];
}
