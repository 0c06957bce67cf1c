// Exceptions by date: holidays, half days, one-off openings.

import type { Calendar, DayException, HolidayProposal } from '../../bridge';

export function setException(calendar: Calendar, date: string, exception: DayException | null): Calendar {
  const { [date]: _, ...rest } = calendar.exceptions;
  const exceptions = exception ? sorted({ ...rest, [date]: exception }) : rest;
  return { ...calendar, exceptions };
}

/** Closes the calendar on the ticked dates. A date that already has an exception keeps it. */
export function addHolidays(calendar: Calendar, proposals: HolidayProposal[]): Calendar {
  const added = Object.fromEntries(
    proposals.filter((day) => !calendar.exceptions[day.date]).map((day) => [day.date, { name: day.name, open: [] }]),
  );
  return { ...calendar, exceptions: sorted({ ...calendar.exceptions, ...added }) };
}

function sorted(exceptions: Calendar['exceptions']): Calendar['exceptions'] {
  return Object.fromEntries(Object.entries(exceptions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
