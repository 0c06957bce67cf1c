import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { arrivals, fileOf } from '../app/arrivals';
import { useStore } from '../app/store';
import { bridge } from '../bridge';
import { Button, Field, Select } from '../components/controls';
import { counted } from '../components/format';
import { useZoneKnown, ZoneField } from '../components/ZoneField';
import css from './start.module.css';

/** No template. */
const NOTHING = 'none';

interface Props {
  busy: boolean;
  onMake: (args: { company: string; time_zone: string; template: string | null }) => void;
  onCancel: () => void;
}

/** What a new workspace has to know: whose it is, and in which zone its months are counted. The file dialog comes after. */
export function NewWorkspace({ busy, onMake, onCancel }: Props) {
  const [company, setCompany] = useState('');
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const known = useZoneKnown(zone);
  const [template, setTemplate] = useState(NOTHING);
  const templates = useQuery({ queryKey: ['app', 'templates'], queryFn: bridge.templates }).data ?? [];
  const chosen = templates.find(({ key }) => key === template);
  const files = useStore(arrivals);
  return (
    <Form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (company.trim() !== '' && known) {
          onMake({ company: company.trim(), time_zone: zone, template: chosen?.key ?? null });
        }
      }}
    >
      <h2 className="t-panel">New workspace</h2>
      {files.length > 0 && (
        <p className={`t-2 ${css.arrived}`}>
          <FileSpreadsheet size={16} strokeWidth={1.6} aria-hidden />
          <span>{files.map(fileOf).join(', ')} will be looked at for it next.</span>
        </p>
      )}
      <Field label="Company" value={company} onChange={setCompany} autoFocus required placeholder="Acme Corp" />
      <ZoneField label="Time zone" hint="months are counted in it" value={zone} onChange={setZone} />
      {templates.length > 0 && (
        <Select
          label="Begin with"
          options={[
            { id: NOTHING, label: 'An empty journey' },
            ...templates.map(({ key, name, handoffs }) => ({
              id: key,
              label: name,
              hint: counted(handoffs, 'handoff'),
            })),
          ]}
          value={template}
          onChange={setTemplate}
          note={chosen?.summary ?? 'Handoffs come with the first import, or are drawn by hand.'}
        />
      )}
      <div className={css.acts}>
        <Button type="submit" kind="primary" isDisabled={busy || company.trim() === '' || !known}>
          Choose where to keep it
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
