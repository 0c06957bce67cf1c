import type { Drill, RecordQuery } from '../bridge';

/** All records, newest first. */
export function emptyRecordQuery(): RecordQuery {
  return {
    drill: null,
    text: '',
    handoffs: [],
    sources: [],
    segments: [],
    intents: [],
    owner_groups: [],
    owners: [],
    months: [],
    outcomes: [],
    batch: null,
    sort: 'started_at',
    descending: true,
    offset: 0,
    limit: 200,
  };
}

/** The records behind a number. */
export function behind(drill: Drill): RecordQuery {
  return { ...emptyRecordQuery(), drill };
}
