import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { bridge } from '../bridge';
import { Button, Field } from '../components/controls';
import { ZoneField } from '../components/ZoneField';
import css from './start.module.css';

interface Props {
  busy: boolean;
  onMake: (args: { company: string; time_zone: string }) => void;
  onCancel: () => void;
}

/** What a new workspace has to know: whose it is, and in which zone its months are counted. The file dialog comes after. */
export function NewWorkspace({ busy, onMake, onCancel }: Props) {
  const [company, setCompany] = useState('');
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const zones = useQuery({ queryKey: ['app', 'zones'], queryFn: bridge.timeZones });
  const known = zones.data === undefined || zones.data.includes(zone);
  return (
    <Form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (company.trim() !== '' && known) onMake({ company: company.trim(), time_zone: zone });
      }}
    >
      <Field label="Company" value={company} onChange={setCompany} autoFocus required placeholder="Acme Corp" />
      <ZoneField
        label="Time zone"
        hint="months are counted in it"
        zones={zones.data ?? []}
        value={zone}
        onChange={setZone}
        error={known ? null : `“${zone}” is not a time zone. Pick one from the list, such as Europe/Vienna.`}
      />
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
