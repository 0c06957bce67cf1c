import type { Ref } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { Policy } from '../bridge';
import { Keycaps, LinkButton, Select } from '../components/controls';
import css from './exceptions.module.css';
import { type DeskPlace, isFiltered, type Show } from './place';

interface Props {
  place: DeskPlace;
  policy: Policy | undefined;
  onChange: (change: Partial<DeskPlace>) => void;
  find: Ref<HTMLInputElement>;
  order: string;
}

const ANY = '*';
const SHOWS: { id: Show; label: string }[] = [
  { id: 'open', label: 'Open' },
  { id: 'closed', label: 'Closed' },
  { id: 'all', label: 'Open and closed' },
];

/** What of the desk is shown. */
export function FilterBar({ place, policy, onChange, find, order }: Props) {
  const named = (list: readonly { key: string; name: string }[] | undefined, all: string) => [
    { id: ANY, label: all },
    ...(list ?? []).map(({ key, name }) => ({ id: key, label: name })),
  ];
  const handoffs = (policy?.handoffs ?? []).map(({ key, name }) => ({ key, name: `${key} ${name}` }));
  const people = [{ key: '', name: 'Unassigned' }, ...(policy?.people ?? [])].map(({ key, name }) => ({
    key: `=${key}`,
    name,
  }));
  const picked = (value: string) => (value === ANY ? null : value);
  return (
    <div className={css.filters}>
      {/* A week has both. */}
      {place.view === 'daily' && (
        <Select
          label="State"
          labelHidden
          quiet
          small
          options={SHOWS}
          value={place.show}
          onChange={(show) => onChange({ show })}
        />
      )}
      <Select
        label="Type"
        labelHidden
        quiet
        small
        options={named(policy?.exception_types, 'All types')}
        value={place.type ?? ANY}
        onChange={(type) => onChange({ type: picked(type) })}
      />
      <Select
        label="Handoff"
        labelHidden
        quiet
        small
        options={named(handoffs, 'All handoffs')}
        value={place.handoff ?? ANY}
        onChange={(handoff) => onChange({ handoff: picked(handoff) })}
      />
      <Select
        label="Owner"
        labelHidden
        quiet
        small
        options={named(people, 'Any owner')}
        value={place.owner === null ? ANY : `=${place.owner}`}
        onChange={(owner) => onChange({ owner: picked(owner)?.slice(1) ?? null })}
      />
      <SearchField
        aria-label="Filter by text"
        className={css.find ?? ''}
        value={place.text}
        onChange={(text) => onChange({ text })}
      >
        <Input ref={find} placeholder="Filter" />
        <Keycaps caps={['/']} />
      </SearchField>
      {isFiltered(place) && (
        <LinkButton onPress={() => onChange({ show: 'open', type: null, handoff: null, owner: null, text: '' })}>
          Clear
        </LinkButton>
      )}
      <span className={css.gap} />
      <span className={`${css.order} t-small t-3`}>{order}</span>
    </div>
  );
}
