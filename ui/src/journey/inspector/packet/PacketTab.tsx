import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bridge, type PacketField, type PacketFilled, type PacketTemplate } from '../../../bridge';
import { Segmented, Select } from '../../../components/controls';
import { integer, share } from '../../../components/format';
import { type EditorProps, freshKey, keyOf, setOf, setPart, together, useCommit } from '../editing';
import css from '../inspector.module.css';
import { Section, ShareBar, TextPart } from '../parts';
import { FieldsEditor } from './FieldsEditor';
import { FillIn } from './FillIn';
import { PaperActs } from './Paper';
import { type PacketLine, packetOf, templatesOf } from './packet';
import sheet from './packet.module.css';

const NONE = '(none)';
/** Under this, data shows that nobody fills it. */
const SELDOM = 0.5;

/** What must travel with the record: who owes it, what data shows of it, and the form as the sender sees it. */
export function PacketTab(props: EditorProps) {
  const lines = packetOf(props.policy, props.handoff);
  return (
    <>
      <Fields {...props} lines={lines} />
      {lines.length > 0 && (
        <>
          <FillIn key={props.handoff.key} handoff={props.handoff.key} lines={lines} />
          <PaperActs handoff={props.handoff} lines={lines} />
        </>
      )}
    </>
  );
}

/** How often each field was filled, measured over the last month that has records. */
function useFill(handoff: string, lines: readonly PacketLine[]): Map<string, PacketFilled> {
  const { data } = useQuery({
    queryKey: ['packet-fill', handoff, lines.map(({ field }) => field.field).join(' ')],
    queryFn: () => bridge.packetFill(handoff, null),
  });
  return new Map((data ?? []).map((filled) => [filled.field, filled]));
}

function Fields({ lines, ...props }: EditorProps & { lines: readonly PacketLine[] }) {
  const { handoff, policy, locked, onEdit } = props;
  const [on, setOn] = useState(false);
  const [where, setWhere] = useState<'here' | 'template'>('here');
  const { commit, refused } = useCommit(onEdit);
  const fill = useFill(handoff.key, lines);
  const { packet } = handoff;
  const template = policy.packets.find(({ key }) => key === packet.template);
  const users = policy.handoffs.filter((point) =>
    templatesOf(policy, point.packet.template).some(({ key }) => key === packet.template),
  ).length;
  const required = lines.filter(({ field }) => field.required).length;
  const inTemplate = on && where === 'template' && template !== undefined;
  const put = (fields: PacketField[]) =>
    void commit(
      inTemplate ? setOf('packet', template.key, 'fields', fields) : setPart(handoff, 'packet/fields', fields),
    );
  /** The point's own fields, under a name that other handoffs can use. */
  const makeTemplate = (name: string) => {
    const key = freshKey(
      policy.packets.map((one) => one.key),
      keyOf(name),
    );
    const entry: PacketTemplate = { key, name, extends: null, fields: packet.fields };
    void commit(
      together([
        { op: 'insert', at: policy.packets.length, noun: 'packet', entry },
        setPart(handoff, 'packet', { template: key, fields: [] }),
      ]),
    );
  };
  return (
    <Section
      title="What travels"
      aside={lines.length > 0 ? `${required} of ${lines.length} required` : undefined}
      what="what travels"
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      {on && (
        <div className={`${css.form} ${sheet.where}`}>
          <Select
            label="Template"
            options={[
              { id: NONE, label: 'None' },
              ...policy.packets.map(({ key, name }) => ({ id: key, label: name })),
            ]}
            value={packet.template ?? NONE}
            onChange={(key) => void commit(setPart(handoff, 'packet/template', key === NONE ? null : key))}
          />
          {template === undefined && packet.fields.length > 0 && (
            <TextPart
              key={policy.packets.length}
              label="Or make these fields a template"
              value=""
              placeholder="Qualified lead"
              onValue={(name) => name.trim() !== '' && makeTemplate(name.trim())}
            />
          )}
          {template && (
            <Segmented
              label="Where changes hold"
              options={[
                { id: 'here', label: `In ${handoff.key} alone` },
                { id: 'template', label: `In the template, for ${users}` },
              ]}
              value={where}
              onChange={setWhere}
            />
          )}
        </div>
      )}
      {on ? (
        <FieldsEditor
          key={inTemplate ? 'template' : 'here'}
          lines={inTemplate ? linesOf(template.fields, props) : lines}
          own={inTemplate ? template.fields : packet.fields}
          policy={policy}
          handoff={handoff.key}
          onFields={put}
          onNotRequired={(key) =>
            void commit(
              setPart(
                handoff,
                'required_fields',
                handoff.required_fields.filter((one) => one !== key),
              ),
            )
          }
        />
      ) : lines.length === 0 ? (
        <p className="t-small t-2">Nothing has to travel with it yet.</p>
      ) : (
        <table className={`tbl ${sheet.table}`}>
          <colgroup>
            <col />
            <col style={{ width: 108 }} />
            <col style={{ width: 108 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Owner</th>
              <th scope="col" className="r">
                Filled
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.field.field}>
                <td title={line.field.help}>
                  <span className={line.field.required ? sheet.required : ''}>{line.name}</span>
                  {!line.field.required && <span className="t-3"> optional</span>}
                  {line.field.help !== '' && <span className={sheet.help}>{line.field.help}</span>}
                </td>
                <td title={line.known?.system}>
                  {line.known === undefined ? <span className="is-risk">no such field</span> : line.known.owner || '–'}
                </td>
                <td className="r num">
                  <Filled filled={fill.get(line.field.field)} required={line.field.required} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** A template's own fields, as lines that can be edited there. */
function linesOf(fields: readonly PacketField[], { policy }: EditorProps): PacketLine[] {
  return fields.map((field) => {
    const known = policy.fields.find(({ key }) => key === field.field);
    return { field, known, name: known?.name || field.field, from: 'here' };
  });
}

function Filled({ filled, required }: { filled: PacketFilled | undefined; required: boolean }) {
  if (filled === undefined || filled.of === 0) return <span className="t-3">–</span>;
  const rate = filled.filled / filled.of;
  const few = filled.of < 10;
  return (
    <span className={sheet.filled} title={`${integer(filled.filled)} of ${integer(filled.of)} records`}>
      <ShareBar share={rate} />
      <span className={required && rate < SELDOM ? 'is-risk' : ''}>
        {few ? `${filled.filled} of ${filled.of}` : share(rate)}
      </span>
    </span>
  );
}
