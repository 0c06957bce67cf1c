import type { Batch, FileMapping, ImportReport, Inspection, Mapping, Progress, Shape } from '../types';
import { incidents } from './incidents';
import { AS_OF } from './records';
import { DAY } from './vienna';

/** An invented export on its way in. */

const MAPPING: Mapping = {
  baton_mapping: 1,
  source: 'Salesforce leads',
  shape: 'wide',
  time_zone: 'Europe/Vienna',
  missing: ['?', 'Select'],
  files: [
    {
      name: 'leads-2026-10.csv',
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      header_line: 4,
      columns: {
        'Created Date': { type: 'instant', order: 'DMY', decided_by: '"29/10/2026 14:02" in line 6 has no month 29' },
        'Accepted At': { type: 'instant', order: 'DMY or MDY?', decided_by: 'every value fits both' },
        'First Call': { type: 'instant', order: 'YMD', decided_by: 'ISO 8601' },
        Amount: { type: 'number', decimal: ',' },
      },
    },
  ],
  fields: {
    record_id: { column: 'Lead ID' },
    handoff: { column: 'Handoff' },
    started_at: { column: 'Created Date' },
    accepted_at: { column: 'Accepted At' },
    first_touch_at: { column: 'First Call' },
    owner: { column: 'Lead Owner' },
    source: { column: 'Lead Source' },
    amount: { column: 'Amount' },
  },
  dispositions: { Accepted: 'accepted', Rejected: 'rejected', Nurture: 'recycled' },
  attributes: ['Company'],
};

export function fakeInspection(mapping?: Mapping): Inspection {
  const situation = localStorage.getItem('baton.fake');
  if (situation === 'long') return incidents(mapping);
  const found = leads(mapping ?? MAPPING);
  if (situation !== 'remembered' || mapping) return found;
  const remembered = {
    files: ['leads-2026-09.csv'],
    used_at: AS_OF - 30 * DAY,
    new_columns: ['Company', 'Fax'],
    gone_columns: ['Region'],
    lost_fields: ['segment'],
  };
  return { ...leads(setOrder(MAPPING, 'DMY')), remembered };
}

/** A suggestion for what a person says a row is, and how they say that the file is read. */
export function fakeSuggestion(shape: Shape | null, readAs: FileMapping[]): Inspection {
  if (shape !== 'long') {
    const files = MAPPING.files.map((file) => ({ ...file, encoding: readAs[0]?.encoding ?? file.encoding ?? null }));
    return leads({ ...MAPPING, files });
  }
  const first = (column: string, is: string[] = []) => ({ first_event: { column, is, changed: false } });
  return leads({
    ...MAPPING,
    shape,
    events: { case: 'Lead ID', at: 'Created Date' },
    fields: {
      record_id: { column: 'Lead ID' },
      started_at: first('Created Date'),
      assigned_at: first('Lead Owner'),
      owner: { column: 'Lead Owner' },
      source: { column: 'Lead Source' },
    },
  });
}

function setOrder(mapping: Mapping, order: 'DMY'): Mapping {
  const decided = { type: 'instant', order, decided_by: 'as for leads-2026-09.csv' } as const;
  const files = mapping.files.map((file) => ({ ...file, columns: { ...file.columns, 'Accepted At': decided } }));
  return { ...mapping, files };
}

function leads(mapping: Mapping): Inspection {
  const fieldOf = (column: string) =>
    Object.entries(mapping.fields).find(([, from]) => 'column' in from && from.column === column)?.[0] ?? null;
  const column = (name: string, because: string, samples: string[], missing = 0, distinct: number | null = null) => ({
    name,
    type: mapping.files[0]?.columns[name] ?? { type: 'text' as const },
    missing,
    distinct,
    samples,
    field: fieldOf(name),
    because,
  });
  const asks = Object.values(mapping.files[0]?.columns ?? {}).some(
    (type) => 'order' in type && type.order === 'DMY or MDY?',
  );
  return {
    mapping,
    remembered: null,
    questions: asks
      ? [
          {
            kind: 'ambiguous_date',
            file: 'leads-2026-10.csv',
            column: 'Accepted At',
            text: '"05-06-2026" is 5 June or May 6; no value in the column decides',
          },
        ]
      : [],
    files: [
      {
        name: 'leads-2026-10.csv',
        size_bytes: 1_482_233,
        encoding_found:
          mapping.files[0]?.encoding === 'windows-1252'
            ? 'windows-1252 (no byte order mark; 4 of 1,482,233 bytes above 127)'
            : `${mapping.files[0]?.encoding}, as the mapping says`,
        delimiter_found: 'semicolon',
        sheets: [],
        preamble: ['Lead report', 'As of 2026-10-31', ''],
        footer: ['Confidential'],
        rows: 8_000,
        columns: [
          column('Lead ID', 'header "Lead ID" names the record', ['L-48213', 'L-48214', 'L-48215']),
          column('Handoff', 'values look like handoffs', ['MKT -> OPS', 'OPS -> SDR', 'SDR -> AE'], 0, 6),
          column('Created Date', 'header "Created Date" is Salesforce\u2019s creation instant', [
            '29/10/2026 14:02',
            '30/10/2026 09:11',
          ]),
          column('Accepted At', 'header says accepted', ['05-06-2026 10:00', '07-06-2026 11:20'], 412),
          column('First Call', 'header says first call', ['2026-10-30T09:40:00Z'], 530),
          column(
            'Lead Owner',
            'header "Lead Owner" is Salesforce\u2019s owner column',
            ['Tobias Kern', 'Mara Lindt'],
            3,
            9,
          ),
          column('Lead Source', 'header "Lead Source"', ['webinar', 'partner', 'event'], 88, 6),
          column('Amount', 'header "Amount"', ['48.000,00', '12.500,00'], 2_040),
          column('Company', 'not mapped', ['Kestrel Freight', 'Ardent Labs'], 0),
          column('Fax', 'not mapped', [], 8_000, 0),
        ],
        preview: [
          [
            'L-48213',
            'OPS -> SDR',
            '29/10/2026 14:02',
            '05-06-2026 10:00',
            '2026-10-30T09:40:00Z',
            'Tobias Kern',
            'webinar',
            '48.000,00',
            'Kestrel Freight',
            '',
          ],
          ['L-48214', 'MKT -> OPS', '30/10/2026 09:11', '', '', 'Lea Novak', 'partner', '', 'Ardent Labs', ''],
          [
            'L-48215',
            'SDR -> AE',
            '30/10/2026 09:12',
            '07-06-2026 11:20',
            '2026-10-30T11:00:00Z',
            'Jonas Berg',
            'event',
            '12.500,00',
            '=SUM(A1)',
            '',
          ],
        ],
      },
    ],
  };
}

export function fakeReport(batch: string | null): ImportReport {
  const problem = (line: number, value: string, reason: string, rejected = true) => ({
    file: 'leads-2026-10.csv',
    line,
    column: 'Accepted At',
    value,
    reason,
    rejected,
  });
  return {
    rows: 8_000,
    accepted: 6_120,
    updated: 214,
    unchanged: 1_665,
    rejected: 1,
    problems_total: 3,
    new_handoffs: ['CS -> AE'],
    problems: [
      problem(
        214,
        '31/02/2026',
        'This is not a date. Correct it in the file and import it again, or leave this row out.',
      ),
      problem(1_870, '05-06-2026 10:00', 'Accepted before it started; the acceptance is left out of durations.', false),
      problem(4_402, '07-06-2026 11:20', 'Accepted before it started; the acceptance is left out of durations.', false),
    ],
    flagged: [['accepted before start', 2]],
    as_of: AS_OF,
    batch,
  };
}

export const BATCHES: Batch[] = [2, 1].map((number) => ({
  id: `b-${number}`,
  source: number === 2 ? 'Salesforce leads' : 'HubSpot contacts',
  imported_at: AS_OF - (2 - number) * 30 * DAY,
  files: [
    {
      name: number === 2 ? 'leads-2026-10.csv' : 'contacts.xlsx',
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      size_bytes: 1_482_233,
      rows: 8_000,
    },
  ],
  rows: 8_000,
  accepted: 6_120,
  updated: 214,
  unchanged: 1_665,
  rejected: 1,
  mapping: MAPPING,
  undone_at: null,
}));

let cancelled = false;
export function cancelFakeImport(): void {
  cancelled = true;
}

/** Some seconds of progress, as a long import has; stops when cancelled. */
export async function underWay(onProgress: ((progress: Progress) => void) | undefined, total = 8_000): Promise<void> {
  cancelled = false;
  for (const phase of ['reading', 'storing'] as const) {
    for (let done = 0; done <= total; done += total / 10) {
      onProgress?.({ phase, done, total });
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (cancelled)
        throw { code: 'cancelled', message: 'The import was cancelled; the workspace is as it was.', details: null };
    }
  }
}
