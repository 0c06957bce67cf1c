// Replacing one part of the policy, by key, leaving the rest as it is.

import { BLANK_HANDOFF, type Calendar, type Field, type HandoffPoint, type Policy } from '../../bridge';
import { freeKey } from '../../components/keys';

export function replaceCalendar(policy: Policy, key: string, calendar: Calendar): Policy {
  return { ...policy, calendars: policy.calendars.map((entry) => (entry.key === key ? calendar : entry)) };
}

export function addCalendar(policy: Policy, calendar: Calendar): Policy {
  return { ...policy, calendars: [...policy.calendars, calendar] };
}

/** Who runs on a calendar, so that nobody removes it from under them. */
export function usersOf(policy: Policy, calendarKey: string): HandoffPoint[] {
  return policy.handoffs.filter((point) => (point.calendar ?? policy.default_calendar) === calendarKey);
}

/** Why a calendar cannot go, as a sentence; undefined = it can. */
export function cannotRemove(policy: Policy, key: string): string | undefined {
  if (policy.default_calendar === key) return 'It is the default calendar. Make another one the default first.';
  const users = usersOf(policy, key);
  if (users.length > 0)
    return `${users.map((point) => point.key).join(', ')} run on it. Give them another calendar first.`;
  return undefined;
}

export function removeCalendar(policy: Policy, key: string): Policy {
  return { ...policy, calendars: policy.calendars.filter((calendar) => calendar.key !== key) };
}

export function replaceHandoff(policy: Policy, key: string, point: HandoffPoint): Policy {
  return { ...policy, handoffs: policy.handoffs.map((entry) => (entry.key === key ? point : entry)) };
}

/** A new handoff point with the next free key. */
export function addHandoff(policy: Policy): { policy: Policy; point: HandoffPoint } {
  const point: HandoffPoint = { ...BLANK_HANDOFF, key: freeKey('H', policy.handoffs) };
  return { policy: { ...policy, handoffs: [...policy.handoffs, point] }, point };
}

export function removeHandoff(policy: Policy, key: string): Policy {
  return { ...policy, handoffs: policy.handoffs.filter((point) => point.key !== key) };
}

export function replaceField(policy: Policy, index: number, field: Field): Policy {
  return { ...policy, fields: policy.fields.map((entry, at) => (at === index ? field : entry)) };
}
