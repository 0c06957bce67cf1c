import { memo, type RefObject, useCallback, useMemo } from 'react';
import { LinkButton } from '../../components/controls';
import { useFacets } from '../data';
import { FilterMenu } from './FilterMenu';
import { DrillChip, StateFilter, TextFilter } from './filters';
import { drillWords, type FacetKey, facetOptions, isFiltered, type RecordSearch } from './query';
import css from './table.module.css';

const FACETS: { key: FacetKey; name: string }[] = [
  { key: 'handoffs', name: 'Handoff' },
  { key: 'months', name: 'Month' },
  { key: 'sources', name: 'Source' },
  { key: 'segments', name: 'Segment' },
  { key: 'intents', name: 'Tier' },
  { key: 'owner_groups', name: 'Owner group' },
  { key: 'owners', name: 'Owner' },
];

interface Props {
  search: RecordSearch;
  go: (next: RecordSearch) => void;
  find: RefObject<HTMLInputElement | null>;
}

/** What narrows the list; drawn anew for another question alone, not for other rows. */
export const FilterBar = memo(function FilterBar({ search, go, find }: Props) {
  const { data: facets } = useFacets();
  const menus = useMemo(
    () =>
      facets
        ? FACETS.map(({ key, name }) => ({ key, name, options: facetOptions(facets, key) })).filter(
            ({ options }) => options.length > 0,
          )
        : [],
    [facets],
  );
  const setText = useCallback((text: string) => go({ ...search, text }), [go, search]);
  return (
    <div className={css.filters} role="toolbar" aria-label="Filters">
      <TextFilter ref={find} text={search.text ?? ''} onText={setText} />
      {search.drill && <DrillChip label={drillWords(search.drill)} onClear={() => go({ ...search, drill: null })} />}
      {search.batch && <DrillChip label="from one import" onClear={() => go({ ...search, batch: null })} />}
      {menus.map(({ key, name, options }) => (
        <FilterMenu
          key={key}
          name={name}
          options={options}
          picked={search[key] ?? []}
          onPick={(values) => go({ ...search, [key]: values })}
        />
      ))}
      <StateFilter picked={search.outcomes ?? []} onPick={(outcomes) => go({ ...search, outcomes })} />
      {isFiltered(search) && <LinkButton onPress={() => go({})}>Clear all</LinkButton>}
    </div>
  );
});
