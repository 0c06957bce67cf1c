import type { InspectedColumn, Inspection, Mapping } from '../types';

/** A long export on its way in: one row for each event of an incident, as ServiceNow writes them. */

const DECIDED = '"29/2/2016 01:16" in line 2 has no month 29';
const FILE = 'incident_event_log.csv';

const MAPPING: Mapping = {
  baton_mapping: 1,
  source: 'ServiceNow incidents',
  shape: 'long',
  time_zone: 'America/Sao_Paulo',
  missing: ['?'],
  files: [
    {
      name: FILE,
      format: 'csv',
      encoding: 'UTF-8',
      delimiter: ',',
      header_line: 1,
      columns: {
        opened_at: { type: 'instant', order: 'DMY', decided_by: DECIDED },
        sys_updated_at: { type: 'instant', order: 'DMY', decided_by: DECIDED },
        resolved_at: { type: 'instant', order: 'DMY', decided_by: DECIDED },
        reassignment_count: { type: 'integer' },
        made_sla: { type: 'boolean', yes: ['true'], no: ['false'] },
      },
    },
  ],
  events: { case: 'number', at: 'sys_updated_at' },
  fields: {
    record_id: { column: 'number' },
    handoff: { constant: 'Service desk -> Resolver' },
    started_at: { first_value_of: 'opened_at' },
    assigned_at: { first_event: { column: 'assigned_to', is: [], changed: false } },
    accepted_at: { first_event: { column: 'incident_state', is: ['Active'], changed: false } },
    completed_at: { last_event: { column: 'incident_state', is: ['Resolved', 'Closed'], changed: true } },
    owner: { column: 'assigned_to' },
    owner_group: { column: 'assignment_group' },
    reassign_count: { changes_of: 'assignment_group', count_missing: false },
    intent: { first_value_of: 'priority' },
    own_verdict: { column: 'made_sla' },
  },
  pauses: [{ column: 'incident_state', values: ['Awaiting User Info', 'Awaiting Vendor'] }],
  attributes: ['category', 'closed_code'],
};

export function incidents(mapping: Mapping = MAPPING): Inspection {
  const types = mapping.files[0]?.columns ?? {};
  const column = (name: string, because: string, samples: string[], missing = 0): InspectedColumn => ({
    name,
    type: types[name] ?? { type: 'text' },
    missing,
    distinct: samples.length,
    samples,
    field: null,
    because,
  });
  return {
    mapping,
    remembered: null,
    questions: [
      {
        kind: 'no_zone',
        file: FILE,
        column: 'sys_updated_at',
        text: '"sys_updated_at" carries no zone and is read in America/Sao_Paulo',
      },
    ],
    files: [
      {
        name: FILE,
        size_bytes: 2_913_410,
        encoding_found: 'UTF-8',
        delimiter_found: 'comma',
        sheets: [],
        preamble: [],
        footer: [],
        rows: 8_967,
        columns: [
          column('number', 'the same value stands in many rows', ['INC0000045', 'INC0000047', 'INC0000057']),
          column('incident_state', 'few values, changing within a case', [
            'New',
            'Active',
            'Awaiting User Info',
            'Resolved',
            'Closed',
          ]),
          column('reassignment_count', 'counts up within a case', ['0', '1', '2']),
          column('made_sla', 'header "made_sla" is ServiceNow\u2019s own verdict', ['true', 'false']),
          column('opened_at', 'the same for all rows of a case', ['29/2/2016 01:16', '29/2/2016 04:40']),
          column('sys_updated_at', 'rises within a case', ['29/2/2016 01:23', '29/2/2016 08:53']),
          column('category', 'not mapped', ['Category 55', 'Category 40'], 5),
          column('priority', 'header "priority"', ['3 - Moderate', '2 - High', '1 - Critical']),
          column('assignment_group', 'header "assignment_group"', ['Group 56', 'Group 70'], 1_034),
          column(
            'assigned_to',
            'header "assigned_to" is ServiceNow\u2019s owner column',
            ['Resolver 6', 'Resolver 89'],
            1_727,
          ),
          column('closed_code', 'not mapped', ['code 5', 'code 7'], 48),
          column('resolved_at', 'header "resolved_at"', ['29/2/2016 11:29', '1/3/2016 09:52'], 220),
        ],
        preview: [
          [
            'INC0000045',
            'New',
            '0',
            'true',
            '29/2/2016 01:16',
            '29/2/2016 01:23',
            'Category 55',
            '3 - Moderate',
            'Group 56',
            '?',
            'code 5',
            '29/2/2016 11:29',
          ],
          [
            'INC0000045',
            'Resolved',
            '0',
            'true',
            '29/2/2016 01:16',
            '29/2/2016 08:53',
            'Category 55',
            '3 - Moderate',
            'Group 56',
            '?',
            'code 5',
            '29/2/2016 11:29',
          ],
          [
            'INC0000047',
            'Active',
            '1',
            'true',
            '29/2/2016 04:40',
            '29/2/2016 05:30',
            'Category 40',
            '3 - Moderate',
            'Group 70',
            'Resolver 89',
            'code 5',
            '1/3/2016 09:52',
          ],
        ],
      },
    ],
  };
}
